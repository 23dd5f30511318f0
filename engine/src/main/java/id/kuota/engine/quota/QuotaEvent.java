package id.kuota.engine.quota;

import id.kuota.engine.JournalEvent;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** What happened to a quota. */
public sealed interface QuotaEvent extends JournalEvent {

  /**
   * One batch, one row in the journal.
   *
   * @param changes what the batch changed, in the order in which it was decided; never empty
   * @param refused holds that were refused since the event before this one, as far as the running
   *     entity knows: a count that a crash may lose, never used for a decision
   * @param epoch of the node that sent the batch, which placed the holds in it; empty if it is not
   *     known, or no node sent one
   */
  record BatchApplied(
      QuotaId quota, List<QuotaChange> changes, int refused, Instant at, OptionalLong epoch)
      implements QuotaEvent {
    public BatchApplied {
      changes = List.copyOf(changes);
    }

    /** A batch of no known node. */
    public BatchApplied(QuotaId quota, List<QuotaChange> changes, int refused, Instant at) {
      this(quota, changes, refused, at, OptionalLong.empty());
    }
  }
}
