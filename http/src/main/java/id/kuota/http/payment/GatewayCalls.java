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
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.pekko.actor.ClassicActorSystemProvider;
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

  public GatewayCalls(ClassicActorSystemProvider system, ConfiguredGateways gateways) {
    this(system, gateways, ANSWER_MAX);
  }

  /** Creates calls with deadlines that are no longer than this. */
  GatewayCalls(
      ClassicActorSystemProvider system, ConfiguredGateways gateways, Duration deadlineMax) {
    this.system = system;
    this.gateways = gateways;
    this.deadlineMax = deadlineMax;
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
    return guarded(gateway, Operation.CREATE, () -> gateway.create(request))
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
    return questions.ask(
        new Question(gateway, payment),
        () ->
            ask(
                gateway,
                Operation.STATUS,
                payment,
                asked -> twice(asked, () -> asked.fetchStatus(payment)),
                StatusOutcome.Unknown::new,
                StatusOutcome.NotAsked::new));
  }

  @Override
  public CompletionStage<CancelOutcome> cancel(String gateway, PaymentRef payment) {
    return ask(
        gateway,
        Operation.CANCEL,
        payment,
        asked -> guarded(asked, Operation.CANCEL, () -> asked.cancel(payment)),
        CancelOutcome.Unknown::new,
        CancelOutcome.NotAsked::new);
  }

  @Override
  public CompletionStage<RefundOutcome> refund(String gateway, RefundRequest refund) {
    return ask(
        gateway,
        Operation.REFUND,
        refund.payment(),
        asked -> guarded(asked, Operation.REFUND, () -> asked.refund(refund)),
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
  private <T> CompletionStage<T> twice(
      PaymentGateway gateway, Callable<CompletionStage<T>> question) {
    return guarded(gateway, Operation.STATUS, question)
        .exceptionallyCompose(
            failure ->
                isLeftAlone(failure)
                    ? CompletableFuture.failedFuture(failure)
                    : Patterns.after(
                        PAUSE.plusMillis(ThreadLocalRandom.current().nextLong(PAUSE.toMillis())),
                        system,
                        () -> guarded(gateway, Operation.STATUS, question)));
  }

  private <T> CompletionStage<T> guarded(
      PaymentGateway gateway, Operation operation, Callable<CompletionStage<T>> call) {
    return breakers
        .computeIfAbsent(new Line(gateway.name(), operation), this::breaker)
        .callWithCircuitBreakerCS(call);
  }

  private CircuitBreaker breaker(Line line) {
    Duration own = line.operation().deadline;
    Duration deadline = own.compareTo(deadlineMax) < 0 ? own : deadlineMax;
    return CircuitBreaker.create(system.classicSystem().scheduler(), FAILURES_MAX, deadline, REST)
        .withExponentialBackoff(REST_MAX);
  }

  /** Returns how long to wait until it is worth another try; says so in the log if it is news. */
  private static Duration pause(
      Throwable failure, PaymentGateway gateway, Operation operation, String payment) {
    if (isLeftAlone(failure)) return REST;
    log.warn(
        "gateway call failed: gateway={} operation={} payment={}",
        gateway.name(),
        operation,
        payment,
        failure);
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
