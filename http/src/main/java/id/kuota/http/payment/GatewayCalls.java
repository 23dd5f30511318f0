package id.kuota.http.payment;

import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.payment.PaymentRequest;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.pattern.CircuitBreaker;
import org.apache.pekko.pattern.CircuitBreakerOpenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls gateways with a deadline, and leaves a gateway that keeps failing alone for a while, so
 * that buyers get a quick "not now" instead of a slow one. Thread-safe.
 */
final class GatewayCalls {

  /** Shorter than the time in which a request to this node must be answered. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final int FAILURES_MAX = 5;
  private static final Duration REST = Duration.ofSeconds(5);
  private static final Duration REST_MAX = Duration.ofSeconds(20);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
  private static final Logger log = LoggerFactory.getLogger(GatewayCalls.class);

  /** How a call went. */
  sealed interface Outcome {
    record Created(PaymentInstruction instruction) implements Outcome {}

    /** Down, slow, or left alone for now. Whether it has begun the attempt is unknown. */
    record Unavailable(Duration tryAgain) implements Outcome {}
  }

  private final ClassicActorSystemProvider system;
  private final Duration deadline;
  private final ConcurrentMap<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

  GatewayCalls(ClassicActorSystemProvider system, Duration deadline) {
    this.system = system;
    this.deadline = deadline;
  }

  /** Begins an attempt at the gateway. Never fails; completes within the deadline. */
  CompletionStage<Outcome> create(PaymentGateway gateway, PaymentRequest request) {
    return breakers
        .computeIfAbsent(gateway.name(), name -> breaker())
        .callWithCircuitBreakerCS(() -> gateway.create(request))
        .handle(
            (instruction, failure) ->
                failure == null
                    ? new Outcome.Created(instruction)
                    : new Outcome.Unavailable(pause(gateway, request, failure)));
  }

  private static Duration pause(PaymentGateway gateway, PaymentRequest request, Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          pause(gateway, request, wrapped.getCause());
      case CircuitBreakerOpenException open -> REST;
      default -> {
        log.warn(
            "gateway {} did not create payment {}", gateway.name(), request.payment(), failure);
        yield TRY_AGAIN;
      }
    };
  }

  private CircuitBreaker breaker() {
    return CircuitBreaker.create(system.classicSystem().scheduler(), FAILURES_MAX, deadline, REST)
        .withExponentialBackoff(REST_MAX);
  }
}
