package id.kuota.http.payment;

import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.CreateOutcome;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.pattern.CircuitBreakerOpenException;

/** Counts and times what the gateways of this node are asked and say. Thread-safe. */
final class GatewayMetrics {

  /** What came back of a call. */
  enum Outcome {
    ANSWERED,
    NOT_FOUND,
    /** The gateway will not, now or at all. */
    REFUSED,
    /** No answer that can be understood. */
    UNKNOWN,
    FAILED,
    TIMED_OUT,
    /** The gateway keeps failing and was left alone. */
    NOT_ASKED;

    static Outcome of(CreateOutcome outcome) {
      return switch (outcome) {
        case CreateOutcome.Created _ -> ANSWERED;
        case CreateOutcome.Refused _ -> REFUSED;
      };
    }

    static Outcome of(StatusOutcome outcome) {
      return switch (outcome) {
        case StatusOutcome.Known _ -> ANSWERED;
        case StatusOutcome.NotFound _ -> NOT_FOUND;
        case StatusOutcome.Unknown _ -> UNKNOWN;
        case StatusOutcome.NotAsked _ -> NOT_ASKED;
      };
    }

    static Outcome of(CancelOutcome outcome) {
      return switch (outcome) {
        case CancelOutcome.Cancelled _ -> ANSWERED;
        case CancelOutcome.TooLate _ -> ANSWERED;
        case CancelOutcome.NotFound _ -> NOT_FOUND;
        case CancelOutcome.Unknown _ -> UNKNOWN;
        case CancelOutcome.NotAsked _ -> NOT_ASKED;
      };
    }

    static Outcome of(RefundOutcome outcome) {
      return switch (outcome) {
        case RefundOutcome.Done _ -> ANSWERED;
        case RefundOutcome.NotNow _ -> REFUSED;
        case RefundOutcome.Refused _ -> REFUSED;
        case RefundOutcome.Unknown _ -> UNKNOWN;
        case RefundOutcome.NotAsked _ -> NOT_ASKED;
      };
    }

    static Outcome of(Throwable failure) {
      return switch (failure) {
        case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
        case CircuitBreakerOpenException _ -> NOT_ASKED;
        case TimeoutException _ -> TIMED_OUT;
        default -> FAILED;
      };
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Call(String gateway, GatewayCalls.Operation operation, Outcome outcome) {}

  private final Telemetry telemetry;
  private final Map<Call, Telemetry.Counter> calls = new ConcurrentHashMap<>();
  private final Map<String, Telemetry.Histogram> times = new ConcurrentHashMap<>();
  private final Map<String, Telemetry.Histogram> records = new ConcurrentHashMap<>();

  GatewayMetrics(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /** Takes down the end of a call that began at this moment of {@link System#nanoTime}. */
  void called(String gateway, GatewayCalls.Operation operation, Outcome outcome, long since) {
    calls.computeIfAbsent(new Call(gateway, operation, outcome), this::counter).increment();
    if (outcome == Outcome.NOT_ASKED) return;
    times
        .computeIfAbsent(gateway, name -> telemetry.histogram(Metric.PAYMENT_CALL_TIME, name))
        .record(System.nanoTime() - since);
  }

  /** Takes down that an order has recorded what a notification of this moment said. */
  void recorded(String gateway, long since) {
    records
        .computeIfAbsent(gateway, name -> telemetry.histogram(Metric.PAYMENT_RECORDED, name))
        .record(System.nanoTime() - since);
  }

  private Telemetry.Counter counter(Call call) {
    return telemetry.counter(
        Metric.PAYMENT_CALLS,
        call.gateway(),
        call.operation().name().toLowerCase(Locale.ROOT),
        call.outcome().word());
  }
}
