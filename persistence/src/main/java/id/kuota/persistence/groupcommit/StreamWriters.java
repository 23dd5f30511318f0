package id.kuota.persistence.groupcommit;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The incarnations that have written one stream, in the order of its events. Each begins behind the
 * one before, so none comes back after another one: such a stream had two writers at a time, and a
 * person must look at it. Pekko's replay filter says the same, with an actor for each replay. Not
 * thread-safe.
 */
final class StreamWriters {

  private final Set<String> all = new HashSet<>();
  private @Nullable String latest;

  /**
   * Takes note of the next event.
   *
   * @throws IllegalStateException if its writer had been followed by another one
   */
  void wrote(EventRow event) {
    if (event.writer().equals(latest)) return;
    if (!all.add(event.writer())) {
      throw new IllegalStateException(
          ("%s: event %d is of a writer that another one had followed. The entity stays down until"
                  + " a person has decided which of them is right.")
              .formatted(event.persistenceId(), event.sequenceNumber()));
    }
    latest = event.writer();
  }
}
