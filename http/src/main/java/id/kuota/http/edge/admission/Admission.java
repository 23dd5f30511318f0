package id.kuota.http.edge.admission;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Outage;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.http.edge.limit.CallerLimits;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.log.EdgeLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admission control and priority of a node. Without a limit an overloaded node answers every
 * request too late, buyers retry, and it does no useful work any more; with it the admitted
 * requests are answered in time, and the others are rejected at once with a time to come back. The
 * node adapts the limit: {@link ConcurrencyLimit}.
 *
 * <p>A scan at a gate is never rejected and never waits behind buyers: while tickets are scanned,
 * only so many of the admitted orders are worked on at the same time as leave the scans quick
 * ({@link ScanPriority}), and the others wait their turn ({@link ConcurrencyGate}). Thread-safe.
 */
public final class Admission {

  /**
   * Reads in flight. A read is answered from memory or within a few milliseconds; as many as this
   * are in flight when an entity or the database is late, and more would wait for it in memory.
   */
  static final int READS_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private final Outage overload =
      new Outage(EdgeLog.ORDERS_REFUSED, EdgeLog.ORDERS_ADMITTED, System::nanoTime);
  private static final String ORDERS = "orders";
  private static final String READS = "reads";
  private static final String SCANS = "scans";

  /** Admitted orders that are worked on, beside the scans. */
  private static final String TURNS = "turns";

  private final CallerLimits limits;
  private final AtomicInteger reads = new AtomicInteger();
  private final ConcurrencyLimit orders = new ConcurrencyLimit(System.nanoTime());
  private final ScanPriority gates;
  private final ConcurrencyGate gate;
  private final Telemetry.Counter ordersRefused;
  private final Telemetry.Counter readsRefused;

  /** Creates an admission control that reports to no telemetry. */
  public Admission(Executor executor) {
    this(executor, Telemetry.NONE);
  }

  /**
   * Creates the admission control with no request in flight.
   *
   * @param executor runs the orders that had to wait
   */
  public Admission(Executor executor, Telemetry telemetry) {
    this(executor, telemetry, CallerLimits.NONE);
  }

  /**
   * As above.
   *
   * @param limits of callers, which are asked before anything else
   */
  public Admission(Executor executor, Telemetry telemetry, CallerLimits limits) {
    this(executor, Runtime.getRuntime().availableProcessors(), telemetry, limits);
  }

  Admission(Executor executor, int processors) {
    this(executor, processors, Telemetry.NONE, CallerLimits.NONE);
  }

  private Admission(Executor executor, int processors, Telemetry telemetry, CallerLimits limits) {
    this.limits = limits;
    this.gates = new ScanPriority(processors, System.nanoTime());
    this.gate = new ConcurrencyGate(executor);
    this.ordersRefused = telemetry.counter(Metric.ADMISSION_REFUSED, ORDERS);
    this.readsRefused = telemetry.counter(Metric.ADMISSION_REFUSED, READS);
    report(telemetry);
  }

  private void report(Telemetry telemetry) {
    telemetry.gauge(Metric.ADMISSION_IN_FLIGHT, orders::taken, ORDERS);
    telemetry.gauge(Metric.ADMISSION_IN_FLIGHT, reads::get, READS);
    telemetry.gauge(Metric.ADMISSION_IN_FLIGHT, gates::underWay, SCANS);
    telemetry.gauge(Metric.ADMISSION_IN_FLIGHT, gate::inside, TURNS);
    telemetry.gauge(Metric.ADMISSION_LIMIT, orders::limit, ORDERS);
    telemetry.gauge(Metric.ADMISSION_LIMIT, () -> READS_MAX, READS);
    telemetry.gauge(Metric.ADMISSION_LIMIT, this::turns, TURNS);
    telemetry.gauge(Metric.ADMISSION_WAITING, gate::waiting, TURNS);
  }

  private int turns() {
    return Math.min(ScanPriority.MOST, gates.ordersAtOnce(System.nanoTime()));
  }

  /** Returns how many orders may be on their way now. */
  int orderLimit() {
    return orders.limit();
  }

  /** Returns the limits of callers. */
  public CallerLimits limits() {
    return limits;
  }

  /** Places an order, perhaps a moment later, or answers that too many are being placed. */
  public CompletionStage<HttpResponse> order(
      RequestContext context, Supplier<CompletionStage<HttpResponse>> place) {
    long since = System.nanoTime();
    if (!orders.take(since)) {
      overload.failed(LOG, orders.limit());
      ordersRefused.increment();
      return context.refuse(Problem.overloaded().retryAfter(orders.comeBackAfter()));
    }
    overload.well(LOG);
    Span span = Span.current();
    return gate.pass(() -> span.call(place), () -> gates.ordersAtOnce(System.nanoTime()))
        .whenComplete((answer, failure) -> orders.giveBack(since, System.nanoTime()));
  }

  /** Reads something, or answers that too many reads are in flight. */
  public CompletionStage<HttpResponse> read(
      RequestContext context, Supplier<CompletionStage<HttpResponse>> read) {
    if (reads.incrementAndGet() > READS_MAX) {
      reads.decrementAndGet();
      readsRefused.increment();
      return context.refuse(Problem.overloaded());
    }
    CompletionStage<HttpResponse> answer;
    try {
      answer = read.get();
    } catch (RuntimeException bug) {
      answer = CompletableFuture.failedStage(bug);
    }
    return answer.whenComplete((_, _) -> reads.decrementAndGet());
  }

  /** Asks about a ticket that is shown at a gate, at once. */
  public CompletionStage<HttpResponse> scan(Supplier<CompletionStage<HttpResponse>> ask) {
    long since = System.nanoTime();
    gates.began(since);
    CompletionStage<HttpResponse> answer;
    try {
      answer = ask.get();
    } catch (RuntimeException bug) {
      answer = CompletableFuture.failedStage(bug);
    }
    return answer.whenComplete((_, _) -> gates.answered(since, System.nanoTime()));
  }
}
