package id.kuota.http.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a gateway does, a question about a payment has an answer in time. */
final class GatewayCallsTest {

  private static final PaymentRef PAYMENT = new PaymentRef(PaymentId.of("ord", "key"), "ord");
  private static final RefundRequest REFUND = new RefundRequest(PAYMENT, 1_000, "refund-1", "late");

  private static final ActorSystem<Void> SYSTEM =
      ActorSystem.create(
          Behaviors.empty(),
          "gateway-calls",
          ConfigFactory.parseString("pekko.loglevel = WARNING")
              .withFallback(ConfigFactory.load("reference")));

  private final TestGateway gateway = new TestGateway("test", "qris");
  private final GatewayCalls calls =
      new GatewayCalls(SYSTEM, new ConfiguredGateways(List.of(gateway)), Duration.ofMillis(200));

  @AfterAll
  static void stop() {
    SYSTEM.terminate();
  }

  @Test
  void whatItSaysIsPassedOn() {
    assertThat(get(calls.fetchStatus("test", PAYMENT))).isEqualTo(new StatusOutcome.NotFound());
    assertThat(get(calls.cancel("test", PAYMENT))).isEqualTo(new CancelOutcome.Cancelled());
    assertThat(get(calls.refund("test", REFUND))).isEqualTo(new RefundOutcome.Done("refund-1"));
    gateway.mood = TestGateway.Mood.UNWILLING;
    assertThat(get(calls.refund("test", REFUND))).isEqualTo(new RefundOutcome.Refused("no"));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestGateway.Mood.class,
      names = {"DOWN", "SLOW", "BROKEN"})
  void whatFailsIsUnknown(TestGateway.Mood mood) {
    gateway.mood = mood;

    assertThat(get(calls.fetchStatus("test", PAYMENT))).isInstanceOf(StatusOutcome.Unknown.class);
    assertThat(gateway.questions).as("a question is asked once more").hasValue(2);
    assertThat(get(calls.cancel("test", PAYMENT))).isInstanceOf(CancelOutcome.Unknown.class);
    assertThat(get(calls.refund("test", REFUND))).isInstanceOf(RefundOutcome.Unknown.class);
    assertThat(gateway.questions).as("what changes something is not").hasValue(4);
  }

  @Test
  void eachOperationIsLeftAloneByItself() {
    gateway.mood = TestGateway.Mood.DOWN;
    for (int i = 0; i < 5; i++) get(calls.cancel("test", PAYMENT));
    assertThat(gateway.questions).hasValue(5);

    assertThat(get(calls.cancel("test", PAYMENT)))
        .isEqualTo(new CancelOutcome.NotAsked("it keeps failing and is left alone for a moment"));
    assertThat(gateway.questions).hasValue(5);

    gateway.mood = TestGateway.Mood.UP;
    assertThat(get(calls.refund("test", REFUND))).isInstanceOf(RefundOutcome.Done.class);
  }

  @Test
  void whatIsNotEnabledIsUnknown() {
    String why = PaymentGateways.notHere("other");

    assertThat(get(calls.fetchStatus("other", PAYMENT))).isEqualTo(new StatusOutcome.Unknown(why));
    assertThat(get(PaymentGateways.none().cancel("other", PAYMENT)))
        .isEqualTo(new CancelOutcome.Unknown(why));
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
  }
}
