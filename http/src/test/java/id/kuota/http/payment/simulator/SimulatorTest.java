package id.kuota.http.payment.simulator;

import static id.kuota.http.payment.simulator.TransactionStatus.EXPIRE;
import static id.kuota.http.payment.simulator.TransactionStatus.PARTIAL_REFUND;
import static id.kuota.http.payment.simulator.TransactionStatus.PENDING;
import static id.kuota.http.payment.simulator.TransactionStatus.REFUND;
import static id.kuota.http.payment.simulator.TransactionStatus.SETTLEMENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.payment.SimulatorSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The behaviour and memory of the gateway, without notifications. */
final class SimulatorTest {

  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");
  private static final SimulatorSettings UNREACHABLE =
      new SimulatorSettings(
          "http://gateway.example",
          URI.create("http://127.0.0.1:1/nobody"),
          "the key of the tests",
          2,
          Duration.ofMillis(10));

  private final Simulator simulator = new Simulator(UNREACHABLE, Clock.fixed(NOON, ZoneOffset.UTC));

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void theSamePaymentHasTheSameLink() {
    assertThat(simulator.link(payment(1)))
        .isEqualTo(simulator.link(payment(1)))
        .isNotEqualTo(simulator.link(payment(2)));
  }

  @Test
  void anIdIsOneAttempt() {
    assertThat(simulator.begin(payment(1))).isPresent();
    assertThat(simulator.begin(payment(1))).isPresent();
    assertThat(simulator.begin(payment(1, "qris", 1))).isEmpty();
  }

  @Test
  void noTransactionUntilTheBuyerHasChosenHowToPay() {
    Remembered known = simulator.begin(payment(1)).orElseThrow();
    assertThat(simulator.transaction("pay-1")).isEmpty();

    assertThat(simulator.press(known, Button.WAIT)).isNotCompletedExceptionally();

    assertThat(simulator.transaction("pay-1").orElseThrow().status()).isEqualTo(PENDING);
  }

  @Test
  void instantApprovesItself() {
    simulator.begin(payment(1, "instant", 150_000));

    assertThat(simulator.transaction("pay-1").orElseThrow().status()).isEqualTo(SETTLEMENT);
  }

  @Test
  void anUnpaidTransactionExpires() {
    assertThat(known(PENDING).at(NOON.plusSeconds(59)).status()).isEqualTo(PENDING);
    assertThat(known(PENDING).at(NOON.plusSeconds(60)).status()).isEqualTo(EXPIRE);
    assertThat(known(SETTLEMENT).at(NOON.plusSeconds(60)).status()).isEqualTo(SETTLEMENT);
  }

  @Test
  void moneyGoesBackOnceAndNeverMoreThanCame() {
    Remembered part = known(SETTLEMENT).refunded(new Remembered.Refund("a", 50_000));
    assertThat(part.status()).isEqualTo(PARTIAL_REFUND);
    assertThat(part.refunded(new Remembered.Refund("a", 1))).as("the same key").isSameAs(part);
    assertThat(part.refunded(new Remembered.Refund("b", 100_001))).as("too much").isSameAs(part);
    Remembered all = part.refunded(new Remembered.Refund("b", 100_000));
    assertThat(all.status()).isEqualTo(REFUND);
    assertThat(all.returned()).isEqualTo(150_000);
    assertThat(known(PENDING).refunded(new Remembered.Refund("a", 1)).refunds()).isEmpty();
  }

  @Test
  void moneyThatCameByBankTransferHasNoWayBack() {
    Remembered transfer = Remembered.open(payment(1, "bca_va", 150_000)).now(SETTLEMENT);

    assertThat(transfer.refunded(new Remembered.Refund("a", 1)).refunds()).isEmpty();
  }

  @Test
  void writesWhatTheRealOneWrites() {
    String body = body(simulator.writer().write(known(SETTLEMENT), SETTLEMENT, NOON));

    assertThat(body)
        .contains("\"gross_amount\":\"150000.00\"")
        .contains("\"status_code\":\"200\"")
        .contains("\"transaction_status\":\"settlement\"")
        .contains("\"transaction_time\":\"2026-11-21 12:00:00\"")
        .contains("\"order_id\":\"pay-1\"");
    assertThat(body(simulator.writer().write(known(SETTLEMENT), SETTLEMENT, NOON)))
        .as("the same to the byte")
        .isEqualTo(body);
  }

  @Test
  void theOldestIsForgottenFirst() {
    var payments = new FakePayments(2);
    for (int i = 1; i <= 3; i++) {
      payments.remember(payment(i));
    }
    payments.change("pay-1", known -> known.sent(new Delivery.Answered(200, 1)));

    assertThat(payments.find("pay-1")).isEmpty();
    assertThat(payments.find("pay-2")).contains(Remembered.open(payment(2)));
    assertThat(payments.find("pay-3")).contains(Remembered.open(payment(3)));
  }

  @Test
  void whatWasAcceptedOnceStaysAccepted() {
    Remembered accepted = Remembered.open(payment(1)).sent(new Delivery.Answered(200, 1));

    assertThat(accepted.accepted()).isTrue();
    assertThat(accepted.sent(new Delivery.Answered(401, 1)).accepted()).isTrue();
    assertThat(Remembered.open(payment(1)).sent(new Delivery.Answered(404, 1)).accepted())
        .isFalse();
  }

  private static Remembered known(TransactionStatus status) {
    return Remembered.open(payment(1)).now(status);
  }

  private static FakePayment payment(int number) {
    return payment(number, "qris", 150_000);
  }

  private static FakePayment payment(int number, String method, long amount) {
    return new FakePayment(
        "pay-" + number,
        "ord-" + number,
        method,
        amount,
        "IDR",
        NOON.plusSeconds(60),
        UNREACHABLE.notifications());
  }

  private static String body(OutgoingNotification notification) {
    return new String(notification.body(), UTF_8);
  }
}
