package id.kuota.http.observability;

import static id.kuota.http.observability.Panel.graph;
import static id.kuota.http.observability.Panel.query;
import static id.kuota.http.observability.Panel.stat;
import static id.kuota.http.observability.Promql.max;
import static id.kuota.http.observability.Promql.orZero;
import static id.kuota.http.observability.Promql.perSecond;
import static id.kuota.http.observability.Promql.quantile;
import static id.kuota.http.observability.Promql.sum;

import id.kuota.engine.telemetry.Metric;
import java.util.List;

/** What buyers meet: orders, requests and admission. */
final class SaleDashboard {

  private static final String PLACING = "route=\"/v1/orders\",method=\"POST\"";

  private SaleDashboard() {}

  static Dashboard of() {
    return new Dashboard("sale", "Sale", stats(), List.of(orders(), requests(), admission()));
  }

  private static List<Panel> stats() {
    return List.of(
        stat(
            "Orders asked for",
            "Requests to place an order, per second, refused ones included.",
            Panel.Unit.PER_SECOND,
            "kuota:order_requests:rate1m"),
        stat(
            "Orders placed",
            "Orders whose units are held, per second. Far below what is asked for: sold out, limits"
                + " of buyers, or a full node.",
            Panel.Unit.PER_SECOND,
            orZero(perSecond(Metric.ORDERS, "", "outcome=\"placed\""))),
        stat(
            "Orders paid",
            "Orders that have become tickets, per second. It follows the placed ones by the minutes"
                + " that buyers take.",
            Panel.Unit.PER_SECOND,
            orZero(perSecond(Metric.ORDERS, "", "outcome=\"paid\""))),
        stat(
                "95 of 100 placed within",
                "The time of the slower answers to a placed order. Above half a second buyers press"
                    + " again.",
                Panel.Unit.SECONDS,
                "kuota:order_seconds:p95_1m")
            .alarming(0.5, 2),
        stat(
                "Requests that fail",
                "Share of the requests to place or pay an order that ended with a server error or"
                    + " an unknown outcome. Goal: 0.1 %.",
                Panel.Unit.SHARE,
                orZero("kuota:order_failures:ratio5m >= 0"))
            .alarming(0.001, 0.0144),
        stat(
                "Pressure at the gates",
                "0: idle; 1: every node is full; above 1 by the share that is refused. Add nodes"
                    + " from 0.7 on.",
                Panel.Unit.NONE,
                "kuota:admission_pressure:avg1m")
            .alarming(0.7, 1),
        stat(
                "Oversold units",
                "Anything but 0 is a fault of Kuota: pause the sale.",
                Panel.Unit.NONE,
                max(Metric.OVERSOLD, ""))
            .alarming(1));
  }

  private static Dashboard.Row orders() {
    return new Dashboard.Row(
        "Orders",
        graph(
            "What became of orders",
            "Placed follows the buyers; paid follows placed; expired rises when a gateway is slow"
                + " or buyers walk away.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.ORDERS, "outcome"), "{{outcome}}")),
        graph(
            "Time to place an order",
            "Half, 95 and 99 of 100 answers. If only the last rises, look at single nodes and at"
                + " the journal.",
            Panel.Unit.SECONDS,
            query(quantile(0.5, Metric.HTTP_REQUEST_TIME, "", PLACING), "half"),
            query(quantile(0.95, Metric.HTTP_REQUEST_TIME, "", PLACING), "95 of 100"),
            query(quantile(0.99, Metric.HTTP_REQUEST_TIME, "", PLACING), "99 of 100")),
        graph(
            "Orders that failed",
            "One of them is one buyer, or one order of a partner (api), without an answer. Usual:"
                + " none.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.ORDERS_FAILED, "caller"), "{{caller}}")));
  }

  private static Dashboard.Row requests() {
    return new Dashboard.Row(
        "Requests",
        graph(
            "Requests by route",
            "The ten most frequent. A storm on a route that reads availability is buyers who"
                + " reload.",
            Panel.Unit.PER_SECOND,
            query(
                "topk(10, " + perSecond(Metric.HTTP_REQUESTS, "method, route") + ")",
                "{{method}} {{route}}")),
        graph(
            "Answers by status",
            "4xx are refusals that are right (sold out, limits); 5xx are ours.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.HTTP_REQUESTS, "status"), "{{status}}")),
        graph(
            "Refusals by code",
            "Why requests are refused. overloaded and not_in_service are ours; sold_out is the end"
                + " of a sale.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.HTTP_REFUSALS, "code"), "{{code}}")),
        graph(
            "Requests in flight",
            "Requests that are being answered, by node. A node that stands still grows, the others"
                + " do not.",
            Panel.Unit.NONE,
            query(sum(Metric.HTTP_IN_FLIGHT, "instance"), "{{instance}}")));
  }

  private static Dashboard.Row admission() {
    return new Dashboard.Row(
        "Admission",
        graph(
            "In flight and limit",
            "The limit of orders falls when answers are late, and rises again. At its limit a node"
                + " refuses.",
            Panel.Unit.NONE,
            query(sum(Metric.ADMISSION_IN_FLIGHT, "gate"), "{{gate}} in flight"),
            query(sum(Metric.ADMISSION_LIMIT, "gate"), "{{gate}} limit")),
        graph(
            "Orders that wait for their turn",
            "Admitted orders that wait because scans go first, or because a node has as many at"
                + " work as it can.",
            Panel.Unit.NONE,
            query(sum(Metric.ADMISSION_WAITING, "instance"), "{{instance}}")),
        graph(
            "Refused at the gates",
            "Requests that a full node sends back with Retry-After, by gate.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.ADMISSION_REFUSED, "gate"), "{{gate}}")),
        graph(
            "Callers over their limit",
            "Requests that get 429, by what has used up its limit: an address, a buyer, a device.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.CALLERS_REFUSED, "kind"), "{{kind}}")));
  }
}
