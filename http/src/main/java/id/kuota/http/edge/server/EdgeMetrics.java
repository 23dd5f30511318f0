package id.kuota.http.edge.server;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.http.edge.identity.ApiClients;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Problems;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.telemetry.RecentLatency;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Counts and times the answers of the edge by route. Thread-safe. */
final class EdgeMetrics {

  private static final int CLASSES = 6;

  private final Telemetry telemetry;
  private final LongAdder inFlight = new LongAdder();
  private final Map<Route, OfRoute> routes = new ConcurrentHashMap<>();
  private final Map<ProblemCode, Telemetry.Counter> refusals = new ConcurrentHashMap<>();
  private final OrderFailures failures;
  private final RecentLatency orders;

  /**
   * Counts from now on.
   *
   * @param orders is given the times in which orders are answered
   */
  EdgeMetrics(Telemetry telemetry, ApiClients clients, RecentLatency orders) {
    this.telemetry = telemetry;
    this.orders = orders;
    this.failures = new OrderFailures(telemetry, clients);
    telemetry.gauge(Metric.HTTP_IN_FLIGHT, inFlight::sum);
  }

  /** Takes down that a request has come; what it returns takes down the answer. */
  Request began(Route route, RequestContext context) {
    inFlight.increment();
    return new Request(routes.computeIfAbsent(route, OfRoute::new), context);
  }

  /** Takes down an answer to a request that no route is for. */
  HttpResponse refused(HttpResponse answer) {
    answer
        .getAttribute(Problems.CODE)
        .ifPresent(
            code ->
                refusals
                    .computeIfAbsent(
                        code, one -> telemetry.counter(Metric.HTTP_REFUSALS, one.code()))
                    .increment());
    return answer;
  }

  /** One request. Its handler and the server, which gives up on a late one, may both answer. */
  final class Request {

    private final long since = System.nanoTime();
    private final AtomicBoolean isAnswered = new AtomicBoolean();
    private final OfRoute metrics;
    private final RequestContext context;

    private Request(OfRoute metrics, RequestContext context) {
      this.metrics = metrics;
      this.context = context;
    }

    /** Takes down an answer and returns it; only the first of a request counts. */
    HttpResponse answered(HttpResponse answer) {
      if (isAnswered.compareAndSet(false, true)) {
        inFlight.decrement();
        long took = System.nanoTime() - since;
        metrics.times.record(took);
        if (metrics.placesOrders) orders.record(took);
        metrics.answered(answer.status().intValue() / 100);
        failures.answered(metrics.route, context, answer);
        refused(answer);
      }
      return answer;
    }
  }

  private final class OfRoute {

    private final Route route;
    private final Telemetry.Histogram times;
    private final boolean placesOrders;
    private final AtomicReferenceArray<Telemetry.@Nullable Counter> answers =
        new AtomicReferenceArray<>(CLASSES);

    OfRoute(Route route) {
      this.route = route;
      this.times = telemetry.histogram(Metric.HTTP_REQUEST_TIME, route.method(), route.path());
      this.placesOrders = route.method().equals("POST") && route.path().equals("/v1/orders");
    }

    /** Takes down an answer whose status is of this hundred; two threads may make its counter. */
    void answered(int hundred) {
      Telemetry.Counter counter = answers.get(hundred);
      if (counter == null) {
        String status = hundred + "xx";
        counter = telemetry.counter(Metric.HTTP_REQUESTS, route.method(), route.path(), status);
        answers.set(hundred, counter);
      }
      counter.increment();
    }
  }
}
