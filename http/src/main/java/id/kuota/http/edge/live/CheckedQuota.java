package id.kuota.http.edge.live;

import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.QuotaId;
import id.kuota.persistence.readmodel.LiveSale;
import java.util.Map;
import java.util.Optional;

/**
 * A quota with its free units, and whether its numbers add up.
 *
 * <p>The read model has capacity, held and sold units: sums over the quota's events in the journal.
 * The entity of the quota counts held and free units in memory and publishes them with the sequence
 * number of its last event. The two are independent, and comparable when they have seen the same
 * last event: then {@code sold + held + free = capacity} must hold with the entity's free units,
 * and both must hold equally many. At any other moment the free units are the difference, which
 * proves nothing, and the last comparison stands.
 *
 * @param free may be negative after the capacity was forced below what is in use
 * @param addsUp false if the last comparison found a difference; true before the first one
 */
record CheckedQuota(LiveSale.Quota quota, long free, boolean addsUp) {

  /**
   * Compares a quota with what its entity has published.
   *
   * @param entity empty if the node knows nothing of it
   * @param verdicts of the comparisons before; receives that of this one
   */
  static CheckedQuota of(
      LiveSale.Quota quota, Optional<Availability> entity, Map<QuotaId, Boolean> verdicts) {
    return entity
        .filter(published -> published.revision() == quota.revision())
        .map(published -> compared(quota, published, verdicts))
        .orElseGet(
            () ->
                new CheckedQuota(
                    quota,
                    quota.capacity() - quota.held() - quota.sold(),
                    verdicts.getOrDefault(quota.quota(), true)));
  }

  private static CheckedQuota compared(
      LiveSale.Quota quota, Availability published, Map<QuotaId, Boolean> verdicts) {
    long free = published.available();
    boolean addsUp =
        quota.sold() + quota.held() + free == quota.capacity() && quota.held() == published.held();
    verdicts.put(quota.quota(), addsUp);
    return new CheckedQuota(quota, free, addsUp);
  }
}
