package id.kuota.http.observability;

import static id.kuota.http.observability.Panel.graph;
import static id.kuota.http.observability.Panel.query;
import static id.kuota.http.observability.Panel.stat;
import static id.kuota.http.observability.Promql.at;
import static id.kuota.http.observability.Promql.max;
import static id.kuota.http.observability.Promql.mean;
import static id.kuota.http.observability.Promql.orZero;
import static id.kuota.http.observability.Promql.perSecond;
import static id.kuota.http.observability.Promql.quantile;

import id.kuota.engine.telemetry.Metric;
import java.util.List;

/** Income, and the times from order to ticket. */
final class MoneyDashboard {

  private MoneyDashboard() {}

  static Dashboard of() {
    return new Dashboard("money", "Money", stats(), List.of(income(), time()));
  }

  private static List<Panel> stats() {
    return List.of(
        stat(
            "Taken in the last hour",
            "Sum of the payments recorded, in whole units of the currency (IDR: rupiah). Of several"
                + " currencies: the largest sum.",
            Panel.Unit.NONE,
            orZero(
                "max(sum by (currency) (increase("
                    + at(Metric.MONEY_VOLUME.exported())
                    + "[1h])))")),
        stat(
            "Payments",
            "Payments recorded per second.",
            Panel.Unit.PER_SECOND,
            orZero(perSecond(Metric.MONEY_PAYMENTS, ""))),
        stat(
                "Tickets later than 60 s",
                "Share of the paid orders whose tickets took longer than a minute. Goal: 0.1 %.",
                Panel.Unit.SHARE,
                orZero("kuota:late_tickets:ratio5m >= 0"))
            .alarming(0.001, 0.0144),
        stat(
            "Refunds owed",
            "Money that is owed back, as a number of refunds.",
            Panel.Unit.NONE,
            max(Metric.REFUNDS_OWED, "")));
  }

  private static Dashboard.Row income() {
    return new Dashboard.Row(
        "Income",
        graph(
            "Volume",
            "Money per second by currency, in whole units. It ends with the sale; a gap within one"
                + " is a gateway.",
            Panel.Unit.NONE,
            query(perSecond(Metric.MONEY_VOLUME, "currency"), "{{currency}}")),
        graph(
            "Payments",
            "Payments recorded per second. Volume over payments is the mean order.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.MONEY_PAYMENTS, "currency"), "{{currency}}")));
  }

  private static Dashboard.Row time() {
    return new Dashboard.Row(
        "Time",
        graph(
            "Order to payment",
            "What buyers take from the order to its recorded payment: minutes. Near the time of a"
                + " hold, many expire.",
            Panel.Unit.SECONDS,
            query(quantile(0.5, Metric.MONEY_TIME, ""), "half"),
            query(quantile(0.95, Metric.MONEY_TIME, ""), "95 of 100"),
            query(mean(Metric.MONEY_TIME.exported(), ""), "mean")),
        graph(
                "Payment to ticket",
                "From the recorded payment until the tickets are issued: usually below a tenth of a"
                    + " second. The goal is 60 s.",
                Panel.Unit.SECONDS,
                query(quantile(0.95, Metric.TICKET_DELAY, ""), "95 of 100"),
                query(quantile(0.99, Metric.TICKET_DELAY, ""), "99 of 100"))
            .alarming(60));
  }
}
