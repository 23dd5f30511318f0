package id.kuota.persistence.reconciliation;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.projection.JournalPosition;
import java.util.HashMap;
import java.util.Map;

/**
 * What all orders together say: of each quota, and of each sale. Its size is some hundred bytes for
 * each quota and for each order that is open; orders that have come to their end leave only sums.
 * Not thread-safe.
 */
final class AuditTotals {

  private final JournalPosition counted;
  private final Map<String, Claims> claims = new HashMap<>();
  private final Map<String, Long> revenue = new HashMap<>();
  private final Map<String, SaleTally> sales = new HashMap<>();
  private final GateLedger gates = new GateLedger();
  private final RefundTotals refunds = new RefundTotals();

  /**
   * Creates an empty one.
   *
   * @param counted where the read model stands; what comes later is not in its numbers
   */
  AuditTotals(JournalPosition counted) {
    this.counted = counted;
  }

  Claims claims(String quota) {
    return claims.computeIfAbsent(quota, id -> new Claims());
  }

  /** Returns the claims on a quota, which are not needed again. */
  Claims takeClaims(String quota) {
    Claims taken = claims.remove(quota);
    return taken == null ? Claims.NONE : taken;
  }

  /** Claims on quotas that were not taken: there are no such quotas. */
  Map<String, Claims> unclaimed() {
    return claims;
  }

  /** Returns all refunds, up to the position of the read model. */
  RefundTotals refunds() {
    return refunds;
  }

  /** Counts an order, up to the position of the read model. */
  void count(SaleId sale, SaleTally tally, JournalPosition position) {
    if (isCounted(position)) {
      sales.merge(sale.value(), tally, SaleTally::plus);
    }
  }

  void earn(QuotaId quota, long amount, JournalPosition position) {
    if (isCounted(position)) {
      revenue.merge(quota.value(), amount, Math::addExact);
    }
  }

  boolean isCounted(JournalPosition position) {
    return position.compareTo(counted) <= 0;
  }

  long revenue(String quota) {
    return revenue.getOrDefault(quota, 0L);
  }

  GateLedger gates() {
    return gates;
  }

  Map<String, SaleTally> sales() {
    return sales;
  }
}
