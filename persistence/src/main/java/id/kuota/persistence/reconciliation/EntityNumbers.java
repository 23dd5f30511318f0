package id.kuota.persistence.reconciliation;

import id.kuota.engine.quota.QuotaId;
import java.util.Optional;

/** Asks running quotas for their numbers. */
@FunctionalInterface
public interface EntityNumbers {

  /** Asks no entity: journal and read models are compared alone. */
  EntityNumbers NONE = quota -> Optional.empty();

  /**
   * What a quota has in memory.
   *
   * @param revision sequence number of the last event in the numbers
   */
  record Numbers(long capacity, long available, long held, long sold, long revision) {}

  /**
   * Asks one quota and waits for the answer, for a bounded time. Called by one thread, before the
   * journal is read: so every event in the answer is in the journal that is read.
   *
   * @return the answer; empty if the quota cannot be asked, which is said in the report
   */
  Optional<Numbers> of(QuotaId quota);
}
