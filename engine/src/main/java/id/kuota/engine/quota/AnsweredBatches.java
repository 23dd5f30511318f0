package id.kuota.engine.quota;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The latest batch of each batcher that a quota has answered. A batcher sends a batch again whose
 * answer is overdue, and has one in flight; deciding it a second time could grant what was refused
 * a moment before. Memory only: what a crash takes from it is decided anew, and then the first
 * answer was lost. Not thread-safe; belongs to the quota's entity.
 */
final class AnsweredBatches {

  /** Batchers that are remembered; each node has one for a quota. */
  private static final int BATCHERS_MAX = 64;

  private final Map<ActorRef<QuotaEntity.BatchAnswered>, QuotaEntity.BatchAnswered> latest =
      new LinkedHashMap<>(2, 0.75F, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<ActorRef<QuotaEntity.BatchAnswered>, QuotaEntity.BatchAnswered> eldest) {
          return size() > BATCHERS_MAX;
        }
      };

  /** Returns whether this batch, or a later one of its batcher, is answered. */
  boolean has(QuotaEntity.ApplyBatch batch) {
    QuotaEntity.BatchAnswered known = latest.get(batch.replyTo());
    return known != null && known.batch() >= batch.batch();
  }

  /** Answers it as before; an earlier one is no longer waited for. */
  void repeat(QuotaEntity.ApplyBatch batch) {
    QuotaEntity.BatchAnswered known = latest.get(batch.replyTo());
    if (known != null && known.batch() == batch.batch()) batch.replyTo().tell(known);
  }

  void remember(ActorRef<QuotaEntity.BatchAnswered> batcher, QuotaEntity.BatchAnswered answered) {
    latest.put(batcher, answered);
  }
}
