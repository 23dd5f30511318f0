package id.kuota.persistence.reconciliation;

import java.util.Map;
import java.util.TreeMap;

/** Refunds counted by where they stand. Not thread-safe. */
final class RefundTotals {

  /** Some refunds. */
  record Sum(long refunds, long amount) {
    Sum plus(Sum other) {
      return new Sum(refunds + other.refunds, amount + other.amount);
    }
  }

  private final Map<String, Sum> byStatus = new TreeMap<>();

  void add(RefundBook book) {
    book.entries().forEach(entry -> add(entry.status(), new Sum(1, entry.amount())));
  }

  void add(String status, Sum sum) {
    byStatus.merge(status, sum, Sum::plus);
  }

  /** Returns all of them, wherever they stand. */
  Sum all() {
    return byStatus.values().stream().reduce(new Sum(0, 0), Sum::plus);
  }

  boolean sameAs(RefundTotals other) {
    return byStatus.equals(other.byStatus);
  }

  @Override
  public String toString() {
    return byStatus.toString();
  }
}
