package id.kuota.http.observability;

import static id.kuota.http.observability.Panel.graph;
import static id.kuota.http.observability.Panel.query;
import static id.kuota.http.observability.Panel.stat;
import static id.kuota.http.observability.Promql.max;
import static id.kuota.http.observability.Promql.orZero;
import static id.kuota.http.observability.Promql.perSecond;
import static id.kuota.http.observability.Promql.quantile;

import id.kuota.engine.telemetry.Metric;
import java.util.List;

/** Gateways, and the money that they owe back. */
final class PaymentsDashboard {

  private PaymentsDashboard() {}

  static Dashboard of() {
    return new Dashboard("payments", "Payments", stats(), List.of(calls(), afterThePayment()));
  }

  private static List<Panel> stats() {
    return List.of(
        stat(
            "Calls to gateways",
            "Calls per second, of all gateways and methods.",
            Panel.Unit.PER_SECOND,
            orZero(perSecond(Metric.PAYMENT_CALLS, ""))),
        stat(
                "Calls that fail",
                "The worst gateway. Above 10 % for half a minute pages (PaymentSuccessDrop).",
                Panel.Unit.SHARE,
                orZero("max(kuota:payment_failures:ratio1m >= 0)"))
            .alarming(0.02, 0.1),
        stat(
                "Circuit breaker",
                "0: calls pass; 1: one call tries; 2: no call passes. The worst of all gateways and"
                    + " nodes.",
                Panel.Unit.NONE,
                max(Metric.BREAKER, ""))
            .alarming(1, 2),
        stat(
                "Refunds owed",
                "Refunds that are due and not sent back yet.",
                Panel.Unit.NONE,
                max(Metric.REFUNDS_OWED, ""))
            .alarming(1),
        stat(
                "Oldest refund",
                "How long the oldest of them is owed. Above a day: RefundsOverdue.",
                Panel.Unit.SECONDS,
                max(Metric.REFUNDS_OLDEST, ""))
            .alarming(3_600, 86_400));
  }

  private static Dashboard.Row calls() {
    return new Dashboard.Row(
        "Calls",
        graph(
            "Calls by outcome",
            "answered is usual. not_asked: a breaker is open or a node asks enough already;"
                + " timed_out: the gateway is slow.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.PAYMENT_CALLS, "gateway, outcome"), "{{gateway}} {{outcome}}")),
        graph(
            "Calls by method",
            "create begins payments, status asks about them, cancel ends them, refund sends money"
                + " back.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.PAYMENT_CALLS, "method"), "{{method}}")),
        graph(
            "Time of a call",
            "Until the answer, the failure or the time-out. Begin of a payment: 5 s at most.",
            Panel.Unit.SECONDS,
            query(quantile(0.5, Metric.PAYMENT_CALL_TIME, "gateway"), "{{gateway}} half"),
            query(quantile(0.95, Metric.PAYMENT_CALL_TIME, "gateway"), "{{gateway}} 95 of 100")),
        graph(
            "Circuit breakers",
            "By node: one node alone in 2 has a network trouble of its own; all in 2: the gateway"
                + " is down.",
            Panel.Unit.NONE,
            query(max(Metric.BREAKER, "gateway, instance"), "{{gateway}} {{instance}}")));
  }

  private static Dashboard.Row afterThePayment() {
    return new Dashboard.Row(
        "After the payment",
        graph(
            "Notification to record",
            "From the gateway's notification until its outcome is in the journal.",
            Panel.Unit.SECONDS,
            query(quantile(0.95, Metric.PAYMENT_RECORDED, "gateway"), "{{gateway}} 95 of 100")),
        graph(
            "Refunds owed",
            "It should fall to 0 within minutes. What stays needs a decision: list the refunds that"
                + " are due.",
            Panel.Unit.NONE,
            query(max(Metric.REFUNDS_OWED, ""), "refunds")));
  }
}
