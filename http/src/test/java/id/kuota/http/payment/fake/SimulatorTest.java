package id.kuota.http.payment.fake;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRequest;
import id.kuota.http.payment.Answers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the gateway does and remembers by itself, with nobody to notify. */
final class SimulatorTest {

  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");
  private static final FakeGatewaySettings NOBODY_THERE =
      new FakeGatewaySettings(
          "http://gateway.example",
          URI.create("http://127.0.0.1:1/nobody"),
          "the key of the tests",
          2,
          Duration.ofMillis(10));

  @Test
  void theSamePaymentHasTheSameLink() {
    try (var gateway = new FakeGateway(NOBODY_THERE, Clock.systemUTC())) {
      assertThat(gateway.create(request(1, "qris")).toCompletableFuture().join())
          .isEqualTo(gateway.create(request(1, "qris")).toCompletableFuture().join())
          .isNotEqualTo(gateway.create(request(2, "qris")).toCompletableFuture().join());
    }
  }

  @Test
  void instantNeedsNobodyToCreateAPayment() {
    try (var gateway = new FakeGateway(NOBODY_THERE, Clock.systemUTC())) {
      assertThat(Answers.redirectUrl(gateway.create(request(1, FakeGateway.INSTANT))))
          .startsWith("http://gateway.example/fake-gateway/payments/pay_");
    }
  }

  @Test
  void theOldestIsForgottenFirst() {
    var payments = new FakePayments(2);
    for (int i = 1; i <= 3; i++) {
      payments.remember(payment(i));
    }
    payments.change(payment(1).payment(), known -> known.sent(new Delivery.Answered(200, 1)));

    assertThat(payments.find(payment(1).payment())).isEmpty();
    assertThat(payments.find(payment(2).payment())).contains(Remembered.open(payment(2)));
    assertThat(payments.find(payment(3).payment())).contains(Remembered.open(payment(3)));
  }

  @Test
  void whatWasAcceptedOnceStaysAccepted() {
    Remembered accepted = Remembered.open(payment(1)).sent(new Delivery.Answered(200, 1));

    assertThat(accepted.accepted()).isTrue();
    assertThat(accepted.sent(new Delivery.Answered(401, 1)).accepted()).isTrue();
    assertThat(Remembered.open(payment(1)).sent(new Delivery.Answered(404, 1)).accepted())
        .isFalse();
  }

  private static PaymentRequest request(int number, String method) {
    FakePayment payment = payment(number);
    return new PaymentRequest(
        payment.payment(), payment.order(), method, payment.amount(), "IDR", NOON);
  }

  private static FakePayment payment(int number) {
    String order = "ord_0000000000000000000000000000000" + number;
    return new FakePayment(PaymentId.of(order, "k"), order, "qris", 150_000, "IDR", NOON);
  }
}
