package id.kuota.http.payment;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.telemetry.Metric;
import id.kuota.http.testing.RecordedTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is reported of the calls to a gateway. */
final class GatewayMetricsTest {

  private static final PaymentRef PAYMENT = new PaymentRef(PaymentId.of("ord", "key"), "ord");
  private static final RefundRequest REFUND = new RefundRequest(PAYMENT, 1_000, "refund-1", "late");

  private final RecordedTelemetry telemetry = new RecordedTelemetry();
  private final ActorSystem<Void> system = RecordedTelemetry.system("gateway-metrics", telemetry);
  private final TestGateway gateway = new TestGateway("test", "qris");
  private final GatewayCalls calls =
      new GatewayCalls(system, new ConfiguredGateways(List.of(gateway)), Duration.ofMillis(200));

  @AfterEach
  void stop() {
    system.terminate();
  }

  @Test
  void callsAreCountedByWhatCameBack() {
    get(calls.cancel("test", PAYMENT));
    get(calls.fetchStatus("test", PAYMENT));
    gateway.mood = TestGateway.Mood.UNWILLING;
    get(calls.refund("test", REFUND));
    gateway.mood = TestGateway.Mood.SLOW;
    get(calls.cancel("test", PAYMENT));
    gateway.mood = TestGateway.Mood.BROKEN;
    get(calls.fetchStatus("test", PAYMENT));

    assertThat(count("cancel", "answered")).isEqualTo(1);
    assertThat(count("status", "not_found")).isEqualTo(1);
    assertThat(count("refund", "refused")).isEqualTo(1);
    assertThat(count("cancel", "timed_out")).isEqualTo(1);
    assertThat(count("status", "failed")).as("it is asked once more").isEqualTo(2);
    assertThat(telemetry.values(Metric.PAYMENT_CALL_TIME, "test"))
        .hasSize(6)
        .anySatisfy(nanos -> assertThat(nanos).isGreaterThan(Duration.ofMillis(150).toNanos()));
  }

  @Test
  void aBreakerThatIsOpenShowsAndItsCallsAreNotTimed() {
    assertThat(telemetry.gauge(Metric.BREAKER, "test")).as("before the first call").isZero();
    gateway.mood = TestGateway.Mood.DOWN;
    for (int i = 0; i < 6; i++) get(calls.cancel("test", PAYMENT));

    assertThat(telemetry.gauge(Metric.BREAKER, "test")).isEqualTo(2);
    assertThat(count("cancel", "failed")).isEqualTo(5);
    assertThat(count("cancel", "not_asked")).isEqualTo(1);
    assertThat(telemetry.values(Metric.PAYMENT_CALL_TIME, "test")).hasSize(5);
  }

  private long count(String method, String outcome) {
    return telemetry.count(Metric.PAYMENT_CALLS, "test", method, outcome);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
  }
}
