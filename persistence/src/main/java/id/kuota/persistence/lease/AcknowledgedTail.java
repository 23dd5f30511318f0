package id.kuota.persistence.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The latest writes that this node has acknowledged, one for each entity: a fail-over that loses
 * the end of the journal loses some of these. Bounded by time and number. Thread-safe.
 */
public final class AcknowledgedTail {

  /** A standby that lags by more than this serves no fail-over. */
  static final Duration KEPT = Duration.ofMinutes(5);

  /** About ten megabytes. */
  static final int ENTITIES_MAX = 100_000;

  /** The highest sequence number that was acknowledged for an entity. */
  public record Acknowledged(String persistenceId, long sequenceNumber) {}

  private record At(long sequenceNumber, long nanos) {}

  private final Map<String, At> latest = new LinkedHashMap<>();
  private final LongSupplier nanoTime;

  AcknowledgedTail(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Notes a write that is in the journal, ahead of the answer to its entity. */
  public synchronized void add(String persistenceId, long sequenceNumber) {
    long now = nanoTime.getAsLong();
    latest.remove(persistenceId); // So that the order is that of the writes.
    latest.put(persistenceId, new At(sequenceNumber, now));
    Iterator<At> oldest = latest.values().iterator();
    while (oldest.hasNext() && isTooMuch(oldest.next(), now)) {
      oldest.remove();
    }
  }

  private boolean isTooMuch(At oldest, long now) {
    return latest.size() > ENTITIES_MAX || now - oldest.nanos() > KEPT.toNanos();
  }

  /** Returns them, the oldest first. */
  synchronized List<Acknowledged> all() {
    var all = new ArrayList<Acknowledged>(latest.size());
    latest.forEach((id, at) -> all.add(new Acknowledged(id, at.sequenceNumber())));
    return all;
  }
}
