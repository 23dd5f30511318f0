package id.kuota.http.payment;

import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.CreateOutcome;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentRequest;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.engine.telemetry.Traces;
import id.kuota.http.log.PaymentLog;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.pattern.CircuitBreaker;
import org.apache.pekko.pattern.CircuitBreakerOpenException;
import org.apache.pekko.pattern.Patterns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls gateways with a deadline, and leaves what keeps failing alone for a while, so that buyers
 * get a quick "not now" instead of a slow one. A gateway's operations fail apart from each other.
 * What it refuses in words is no failure. Thread-safe.
 */
public final class GatewayCalls implements PaymentGateways {

  private static final int FAILURES_MAX = 5;
  private static final Duration REST = Duration.ofSeconds(5);
  private static final Duration REST_MAX = Duration.ofSeconds(20);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  /** Before a question is asked once more: this, and up to as much again. */
  private static final Duration PAUSE = Duration.ofMillis(150);

  private static final String LEFT_ALONE = "it keeps failing and is left alone for a moment";
  private static final Logger log = LoggerFactory.getLogger(GatewayCalls.class);

  /** What is asked of a gateway, and how long it may take. */
  enum Operation {
    /** Shorter than the time in which a request to this node must be answered. */
    CREATE(Duration.ofSeconds(5)),
    /** Twice this, and a gateway that waits for the answer to its notification is not yet gone. */
    STATUS(Duration.ofSeconds(2)),
    CANCEL(Duration.ofSeconds(5)),
    /** A bank is behind it. */
    REFUND(Duration.ofSeconds(10));

    private final Duration deadline;

    Operation(Duration deadline) {
      this.deadline = deadline;
    }
  }

  /** How it went to begin an attempt. */
  sealed interface Creation {
    record Created(PaymentInstruction instruction) implements Creation {}

    record Refused(String why) implements Creation {}

    /** Down, slow, or left alone for now. Whether it has begun the attempt is unknown. */
    record Unavailable(Duration tryAgain) implements Creation {}
  }

  private record Line(String gateway, Operation operation) {}

  private record Question(String gateway, PaymentRef payment) {}

  private final ClassicActorSystemProvider system;
  private final ConfiguredGateways gateways;
  private final Duration deadlineMax;
  private final SharedQuestions<Question, StatusOutcome> questions = new SharedQuestions<>();
  private final ConcurrentMap<Line, CircuitBreaker> breakers = new ConcurrentHashMap<>();
  private final GatewayMetrics metrics;

  public GatewayCalls(ClassicActorSystemProvider system, ConfiguredGateways gateways) {
    this(system, gateways, ANSWER_MAX);
  }

  /** Creates calls with deadlines that are no longer than this. */
  GatewayCalls(
      ClassicActorSystemProvider system, ConfiguredGateways gateways, Duration deadlineMax) {
    this.system = system;
    this.gateways = gateways;
    this.deadlineMax = deadlineMax;
    Telemetry telemetry = Telemetry.of(Adapter.toTyped(system.classicSystem()));
    this.metrics = new GatewayMetrics(telemetry);
    gateways
        .names()
        .forEach(name -> telemetry.gauge(Metric.BREAKER, () -> worstBreaker(name).number, name));
  }

  /**
   * Whether calls to a gateway go through.
   *
   * @param gateway its name
   * @param state of the operation that is worst off
   */
  public record Breaker(String gateway, BreakerState state) {}

  /** What a breaker does; a later constant is worse. */
  public enum BreakerState {
    /** Calls go through. */
    CLOSED(0),
    /** The next call is a try. */
    HALF_OPEN(1),
    /** The gateway keeps failing and is left alone for a moment. */
    OPEN(2);

    /** The state as the metric has it. */
    private final int number;

    BreakerState(int number) {
      this.number = number;
    }
  }

  /** Returns the breakers of this node, one for each gateway that it has; from memory. */
  public List<Breaker> breakers() {
    return gateways.names().stream()
        .sorted()
        .map(name -> new Breaker(name, worstBreaker(name)))
        .toList();
  }

  GatewayMetrics metrics() {
    return metrics;
  }

  Traces traces() {
    return Traces.of(Adapter.toTyped(system.classicSystem()));
  }

  private BreakerState worstBreaker(String gateway) {
    return breakers.entrySet().stream()
        .filter(entry -> entry.getKey().gateway().equals(gateway))
        .map(entry -> state(entry.getValue()))
        .max(Comparator.naturalOrder())
        .orElse(BreakerState.CLOSED);
  }

  private static BreakerState state(CircuitBreaker breaker) {
    if (breaker.isOpen()) return BreakerState.OPEN;
    return breaker.isHalfOpen() ? BreakerState.HALF_OPEN : BreakerState.CLOSED;
  }

  ConfiguredGateways gateways() {
    return gateways;
  }

  @Override
  public PayableAmounts payable() {
    return gateways.payable();
  }

  /** Begins an attempt at the gateway. Never fails; completes within the deadline. */
  CompletionStage<Creation> create(PaymentGateway gateway, PaymentRequest request) {
    return guarded(
            gateway, Operation.CREATE, () -> gateway.create(request), GatewayMetrics.Outcome::of)
        .handle(
            (outcome, failure) ->
                failure == null
                    ? creation(outcome)
                    : new Creation.Unavailable(
                        pause(failure, gateway, Operation.CREATE, request.payment().value())));
  }

  private static Creation creation(CreateOutcome outcome) {
    return switch (outcome) {
      case CreateOutcome.Created(var instruction) -> new Creation.Created(instruction);
      case CreateOutcome.Refused(var why) -> new Creation.Refused(why);
    };
  }

  @Override
  public CompletionStage<StatusOutcome> fetchStatus(String gateway, PaymentRef payment) {
    Span span = Span.current();
    return Span.across(
        questions.ask(
            new Question(gateway, payment), () -> span.call(() -> ask(gateway, payment))));
  }

  private CompletionStage<StatusOutcome> ask(String gateway, PaymentRef payment) {
    return ask(
        gateway,
        Operation.STATUS,
        payment,
        asked -> twice(asked, () -> asked.fetchStatus(payment)),
        StatusOutcome.Unknown::new,
        StatusOutcome.NotAsked::new);
  }

  @Override
  public CompletionStage<CancelOutcome> cancel(String gateway, PaymentRef payment) {
    return ask(
        gateway,
        Operation.CANCEL,
        payment,
        asked ->
            guarded(
                asked, Operation.CANCEL, () -> asked.cancel(payment), GatewayMetrics.Outcome::of),
        CancelOutcome.Unknown::new,
        CancelOutcome.NotAsked::new);
  }

  @Override
  public CompletionStage<RefundOutcome> refund(String gateway, RefundRequest refund) {
    return ask(
        gateway,
        Operation.REFUND,
        refund.payment(),
        asked ->
            guarded(
                asked, Operation.REFUND, () -> asked.refund(refund), GatewayMetrics.Outcome::of),
        RefundOutcome.Unknown::new,
        RefundOutcome.NotAsked::new);
  }

  private <T> CompletionStage<T> ask(
      String name,
      Operation operation,
      PaymentRef payment,
      Function<PaymentGateway, CompletionStage<T>> call,
      Function<String, T> unknown,
      Function<String, T> notAsked) {
    return gateways
        .named(name)
        .map(
            gateway ->
                call.apply(gateway)
                    .exceptionally(
                        failure -> {
                          pause(failure, gateway, operation, payment.payment().value());
                          return isLeftAlone(failure)
                              ? notAsked.apply(LEFT_ALONE)
                              : unknown.apply(inWords(failure));
                        }))
        .orElseGet(
            () -> CompletableFuture.completedFuture(unknown.apply(PaymentGateways.notHere(name))));
  }

  /** A question that changes nothing is asked once more, unless the gateway is left alone. */
  private CompletionStage<StatusOutcome> twice(
      PaymentGateway gateway, Callable<CompletionStage<StatusOutcome>> question) {
    Span span = Span.current();
    return guarded(gateway, Operation.STATUS, question, GatewayMetrics.Outcome::of)
        .exceptionallyCompose(
            failure ->
                isLeftAlone(failure)
                    ? CompletableFuture.failedFuture(failure)
                    : Patterns.after(
                        PAUSE.plusMillis(ThreadLocalRandom.current().nextLong(PAUSE.toMillis())),
                        system,
                        () ->
                            span.call(
                                () ->
                                    guarded(
                                        gateway,
                                        Operation.STATUS,
                                        question,
                                        GatewayMetrics.Outcome::of))));
  }

  private <T> CompletionStage<T> guarded(
      PaymentGateway gateway,
      Operation operation,
      Callable<CompletionStage<T>> call,
      Function<T, GatewayMetrics.Outcome> says) {
    long since = System.nanoTime();
    CircuitBreaker breaker =
        breakers.computeIfAbsent(new Line(gateway.name(), operation), this::breaker);
    Span span =
        Span.current()
            .child("payment " + operation.name().toLowerCase(Locale.ROOT))
            .with(Span.KIND, Span.CLIENT)
            .with("kuota.gateway", gateway.name());
    return Span.across(
        span.call(() -> breaker.callWithCircuitBreakerCS(call))
            .whenComplete(
                (answer, failure) -> {
                  metrics.called(
                      gateway.name(),
                      operation,
                      failure == null ? says.apply(answer) : GatewayMetrics.Outcome.of(failure),
                      since);
                  if (failure != null) span.fail(unwrapped(failure).getClass().getSimpleName());
                  span.end();
                }));
  }

  private CircuitBreaker breaker(Line line) {
    Duration own = line.operation().deadline;
    Duration deadline = own.compareTo(deadlineMax) < 0 ? own : deadlineMax;
    var open = new AtomicBoolean(); // It opens anew after each try that fails; that is no news.
    return CircuitBreaker.create(system.classicSystem().scheduler(), FAILURES_MAX, deadline, REST)
        .withExponentialBackoff(REST_MAX)
        .addOnOpenListener(
            () -> {
              if (open.compareAndSet(false, true)) log(PaymentLog.BREAKER_OPENED, line);
            })
        .addOnCloseListener(
            () -> {
              if (open.compareAndSet(true, false)) log(PaymentLog.BREAKER_CLOSED, line);
            });
  }

  private static void log(PaymentLog event, Line line) {
    event.log(log, line.gateway(), line.operation());
  }

  /** Returns how long to wait until it is worth another try; says so in the log if it is news. */
  private static Duration pause(
      Throwable failure, PaymentGateway gateway, Operation operation, String payment) {
    if (isLeftAlone(failure)) return REST;
    PaymentLog.GATEWAY_CALL_FAILED.logThrown(log, failure, gateway.name(), operation, payment);
    return TRY_AGAIN;
  }

  private static boolean isLeftAlone(Throwable failure) {
    return unwrapped(failure) instanceof CircuitBreakerOpenException;
  }

  private static String inWords(Throwable failure) {
    Throwable cause = unwrapped(failure);
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? unwrapped(failure.getCause())
        : failure;
  }
}
