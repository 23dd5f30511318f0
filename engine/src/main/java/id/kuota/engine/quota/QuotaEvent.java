package id.kuota.engine.quota;

import id.kuota.engine.JournalEvent;
import java.time.Instant;
import java.util.List;

/** What happened to a quota. */
public sealed interface QuotaEvent extends JournalEvent {

  /**
   * One batch, one row in the journal.
   *
   * @param changes what the batch changed, in the order in which it was decided; never empty
   * @param refused holds that were refused since the event before this one, as far as the running
   *     entity knows: a count that a crash may lose, never used for a decision
   */
  record BatchApplied(QuotaId quota, List<QuotaChange> changes, int refused, Instant at)
      implements QuotaEvent {
    public BatchApplied {
      changes = List.copyOf(changes);
    }
  }
}
