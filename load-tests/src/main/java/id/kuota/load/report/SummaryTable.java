package id.kuota.load.report;

import id.kuota.load.ledger.Violation;
import id.kuota.load.server.OrderStatus;
import java.util.Locale;

/** A summary for people. */
public final class SummaryTable {

  private static final int VIOLATIONS_SHOWN = 20;

  private final Summary summary;
  private final StringBuilder text = new StringBuilder();

  private SummaryTable(Summary summary) {
    this.summary = summary;
  }

  /** The table, without a line end after the last line. */
  public static String of(Summary summary) {
    return new SummaryTable(summary).print();
  }

  private String print() {
    Outcome orders = summary.orders();
    row("orders offered", count(orders.offered()));
    if (summary.turnedAway() > 0)
      row("buyers not sent (too many waiting)", count(summary.turnedAway()));
    row("held", count(orders.held()));
    orders.refused().forEach((code, number) -> row(inWords(code), count(number)));
    row("outcome unknown", count(orders.unknown()));
    row("paid", count(orders.ended(OrderStatus.PAID)));
    row("expired", count(orders.ended(OrderStatus.EXPIRED)));
    row("cancelled", count(orders.ended(OrderStatus.CANCELLED)));
    row("refund due", count(orders.ended(OrderStatus.REFUND_DUE)));
    if (orders.neverNotified() > 0) {
      row("paid, server not notified", count(orders.neverNotified()));
    }
    row(
        "held and answered",
        String.format(
            Locale.ROOT,
            "%,.0f orders/s at full rate (%d s)",
            summary.heldPerSecond(),
            summary.fullRateSeconds()));
    row("POST /v1/orders", times(summary.postOrdersAtFullRate()));
    row("  with the ramp", times(summary.postOrdersWholeRun()));
    summary.oddities().forEach((what, number) -> row("odd", count(number) + "  " + what));
    row(
        "report of the sale",
        summary.reportCompared() ? "compared" : "not up to date, not compared");
    violations();
    summary.missedGoals().forEach(goal -> row("goal missed", goal));
    row("Gatling's report", summary.gatling());
    return text.toString().stripTrailing();
  }

  /**
   * Returns the code in words: no buyer gets "sale ended" before the retries of unknown outcomes.
   */
  private static String inWords(String code) {
    return code.equals("sale_ended") ? "not placed, found out afterwards" : "refused " + code;
  }

  private void violations() {
    if (summary.violations().isEmpty()) {
      row("violations", "none");
      return;
    }
    row("violations", count(summary.violations().size()));
    for (Violation violation : summary.violations().stream().limit(VIOLATIONS_SHOWN).toList()) {
      row("  " + violation.kind(), violation.where() + ": " + violation.detail());
    }
    int more = summary.violations().size() - VIOLATIONS_SHOWN;
    if (more > 0) row("", "and " + count(more) + " more, see summary.json");
  }

  private static String times(Meter.Percentiles times) {
    return String.format(
        Locale.ROOT,
        "p50 %,d ms  p95 %,d ms  p99 %,d ms  max %,d ms",
        times.p50(),
        times.p95(),
        times.p99(),
        times.max());
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void row(String name, String value) {
    text.append(String.format(Locale.ROOT, "%-34s %s%n", name, value));
  }
}
