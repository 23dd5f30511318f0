package id.kuota.http.edge.server;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.http.edge.identity.ApiClients;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Problems;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Counts the requests to place or to pay an order that failed: one of them is one buyer without
 * tickets, so it is counted apart from all other errors. Thread-safe.
 */
final class OrderFailures {

  /** The paths to which a POST places an order or begins to pay it. */
  static final Set<String> PATHS =
      Set.of("/v1/orders", "/v1/carts/{cart}/checkout", "/v1/orders/{order}/payments");

  private static final int SERVER_ERROR = 500;

  private final ApiClients clients;
  private final Telemetry.Counter ofBuyers;
  private final Telemetry.Counter ofClients;

  /**
   * Creates a counter.
   *
   * @param clients distinguishes the requests of API clients from those of buyers
   */
  OrderFailures(Telemetry telemetry, ApiClients clients) {
    this.clients = clients;
    this.ofBuyers = telemetry.counter(Metric.ORDERS_FAILED, "buyer");
    this.ofClients = telemetry.counter(Metric.ORDERS_FAILED, "api");
  }

  /** Counts the answer if the request was to place or pay an order and failed. */
  void answered(Route route, RequestContext context, HttpResponse answer) {
    if (answer.status().intValue() < SERVER_ERROR || !isFailure(answer)) return;
    if (!route.method().equals("POST") || !PATHS.contains(route.path())) return;
    boolean isClient = clients.header().flatMap(context::header).isPresent();
    (isClient ? ofClients : ofBuyers).increment();
  }

  /** What a full node refuses was not begun, and is counted by its gate. */
  private static boolean isFailure(HttpResponse answer) {
    return answer.getAttribute(Problems.CODE).filter(ProblemCode.OVERLOADED::equals).isEmpty();
  }
}
