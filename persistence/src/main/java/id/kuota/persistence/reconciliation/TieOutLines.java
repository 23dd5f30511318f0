package id.kuota.persistence.reconciliation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the values of each line of a tie-out, source by source. Not thread-safe. */
final class TieOutLines {

  private static final String PLACED = "orders_placed";
  private static final String PAID = "orders_paid";
  private static final String ENDED = "orders_ended";
  private static final String REVENUE = "revenue";
  private static final String PAID_AMOUNT = "paid_amount";
  private static final String TICKETS = "tickets_issued";
  private static final String REFUNDS = "refunds";
  private static final String REFUND_AMOUNT = "refund_amount";
  private static final List<String> MONEY = List.of(REVENUE, PAID_AMOUNT, REFUND_AMOUNT);

  private static final String JOURNAL = "journal";
  private static final String REPORT = "report";

  private final String sales;
  private final String orders;
  private final Map<String, List<TieOutReport.Value>> lines = new LinkedHashMap<>();

  /**
   * Creates empty lines.
   *
   * @param sales the position of the projection {@code sales}
   * @param orders that of the projection {@code orders}
   */
  TieOutLines(String sales, String orders) {
    this.sales = sales;
    this.orders = orders;
  }

  /** The sums of the tables. */
  void stored(StoredSums sums) {
    add(PLACED, "minutes", sales, sums.minutes().placed());
    add(PLACED, "orders", orders, sums.placed());
    add(PAID, "minutes", sales, sums.minutes().paid());
    add(PAID, "orders", orders, sums.paid());
    add(ENDED, "minutes", sales, sums.minutes().cancelled() + sums.minutes().expired());
    add(ENDED, "orders", orders, sums.ended());
    add(REVENUE, "minutes", sales, sums.minutes().revenue());
    add(REVENUE, "quotas", sales, sums.quotaRevenue());
    add(PAID_AMOUNT, "orders", orders, sums.paidTotal());
    add(PAID_AMOUNT, "gateway", orders, sums.received());
    add(TICKETS, "orders", orders, sums.paidUnits());
    add(TICKETS, "tickets", orders, sums.tickets());
    add(REFUNDS, "refunds", sales, sums.salesRefunds().refunds());
    add(REFUNDS, "orders", orders, sums.orderRefunds().refunds());
    add(REFUND_AMOUNT, "refunds", sales, sums.salesRefunds().amount());
    add(REFUND_AMOUNT, "orders", orders, sums.orderRefunds().amount());
  }

  /** The totals of two reports, by their columns. */
  void reported(Map<String, Long> daily, Map<String, Long> offers) {
    add(PLACED, REPORT, sales, of(daily, "placed"));
    add(PAID, REPORT, sales, of(daily, "paid"));
    add(ENDED, REPORT, sales, of(daily, "cancelled") + of(daily, "expired"));
    add(REVENUE, REPORT, sales, of(daily, "revenue"));
    add(PAID_AMOUNT, REPORT, orders, of(offers, "amount"));
    add(TICKETS, REPORT, orders, of(offers, "units"));
  }

  /** The sums of the journal, at the positions of both projections. */
  void folded(OrderFold fold) {
    SaleTally tally = fold.tally();
    OrderFold.Sums sums = fold.sums();
    add(PLACED, JOURNAL, sales, tally.placed());
    add(PAID, JOURNAL, sales, tally.paid());
    add(ENDED, JOURNAL, sales, tally.cancelled() + tally.expired());
    add(REVENUE, JOURNAL, sales, tally.revenue());
    if (!sales.equals(orders)) {
      add(PLACED, JOURNAL, orders, sums.placed());
      add(PAID, JOURNAL, orders, sums.paid());
      add(ENDED, JOURNAL, orders, sums.ended());
    }
    add(PAID_AMOUNT, JOURNAL, orders, sums.paidAmount());
    add(TICKETS, JOURNAL, orders, sums.tickets());
    add(REFUNDS, JOURNAL, sales, fold.refunds().all().refunds());
    add(REFUND_AMOUNT, JOURNAL, sales, fold.refunds().all().amount());
  }

  private static long of(Map<String, Long> totals, String column) {
    Long total = totals.get(column);
    if (total == null) throw new IllegalStateException("the report has no total of " + column);
    return total;
  }

  private void add(String line, String source, String position, long value) {
    lines
        .computeIfAbsent(line, name -> new ArrayList<>())
        .add(new TieOutReport.Value(source, position, value));
  }

  List<TieOutReport.Line> all() {
    return lines.entrySet().stream()
        .map(
            line ->
                new TieOutReport.Line(
                    line.getKey(), MONEY.contains(line.getKey()), line.getValue()))
        .toList();
  }
}
