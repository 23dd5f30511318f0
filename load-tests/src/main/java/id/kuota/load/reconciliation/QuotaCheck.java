package id.kuota.load.reconciliation;

import id.kuota.load.ledger.OrderEntry;
import id.kuota.load.ledger.Violation;
import id.kuota.load.sale.Terms;
import id.kuota.load.server.OrderAnswer;
import id.kuota.load.server.OrderStatus;
import id.kuota.load.server.QuotaAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Each quota against its capacity and the orders, and each buyer against the limit. */
final class QuotaCheck {

  private final Terms terms;
  private final Consumer<Violation> violations;
  private final Map<String, Long> sold = new HashMap<>();
  private final Map<String, Occupancy> byQuota = new HashMap<>();
  private final Map<String, Occupancy> byBuyer = new HashMap<>();

  QuotaCheck(Terms terms, Consumer<Violation> violations) {
    this.terms = terms;
    this.violations = violations;
  }

  void count(OrderEntry entry, OrderAnswer order) {
    byBuyer.computeIfAbsent(entry.buyer(), b -> new Occupancy()).add(order, entry.units());
    terms
        .units(entry.lines())
        .forEach(
            (quota, units) -> {
              byQuota.computeIfAbsent(quota, q -> new Occupancy()).add(order, units);
              if (order.status() == OrderStatus.PAID) sold.merge(quota, units, Long::sum);
            });
  }

  void checkQuotas(Map<String, QuotaAnswer> answers) {
    terms
        .quotas()
        .forEach(
            (name, capacity) -> {
              QuotaAnswer quota = answers.get(name);
              if (quota == null) {
                violation(Violation.Kind.QUOTA_DOES_NOT_ADD_UP, name, "is not known to the server");
              } else {
                checkQuota(name, capacity, quota);
              }
            });
  }

  private void checkQuota(String name, long capacity, QuotaAnswer quota) {
    if (quota.capacity() != capacity) {
      violation(
          Violation.Kind.QUOTA_DOES_NOT_ADD_UP,
          name,
          "has " + quota.capacity() + " units, not " + capacity);
    }
    if (quota.available() + quota.held() + quota.sold() != quota.capacity()) {
      violation(Violation.Kind.QUOTA_DOES_NOT_ADD_UP, name, "does not add up: " + quota);
    }
    if (quota.held() != 0 || quota.openHolds() != 0) {
      violation(
          Violation.Kind.HOLD_NEVER_ENDED,
          name,
          quota.held() + " units in " + quota.openHolds() + " holds are held after all deadlines");
    }
    long paid = sold.getOrDefault(name, 0L);
    if (quota.sold() != paid) {
      violation(
          Violation.Kind.SOLD_DIFFERS,
          name,
          "sold " + quota.sold() + " units, paid orders have " + paid);
    }
    Occupancy occupancy = byQuota.get(name);
    if (occupancy != null && occupancy.peak() > capacity) {
      violation(
          Violation.Kind.OVERSOLD,
          name,
          "had " + occupancy.peak() + " units in orders, of " + capacity);
    }
  }

  void checkBuyers() {
    byBuyer.forEach(
        (buyer, occupancy) -> {
          long peak = occupancy.peak();
          if (peak > terms.unitsPerBuyer()) {
            violation(
                Violation.Kind.BUYER_OVER_LIMIT,
                buyer,
                "had " + peak + " units, of " + terms.unitsPerBuyer());
          }
        });
  }

  private void violation(Violation.Kind kind, String where, String detail) {
    violations.accept(new Violation(kind, where, detail));
  }
}
