package id.kuota.http.payment.fake;

import id.kuota.engine.payment.PaymentId;
import id.kuota.http.payment.fake.Remembered.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The gateway's own side: what happens when somebody pays. Thread-safe. */
final class Simulator implements AutoCloseable {

  private final FakePayments payments;
  private final PaymentLink links;
  private final NotificationWriter writer;
  private final NotificationSender sender;
  private final Clock clock;

  Simulator(FakeGatewaySettings settings, Signing signing, Clock clock) {
    this.payments = new FakePayments(settings.remembered());
    this.links = new PaymentLink(signing);
    this.writer = new NotificationWriter(signing);
    this.sender = new NotificationSender(settings.notifications(), NotificationSender.PAUSES);
    this.clock = clock;
  }

  /** Takes note of a new payment, or finds it. */
  Remembered begin(FakePayment payment) {
    return payments.remember(payment);
  }

  String link(FakePayment payment) {
    return links.write(payment);
  }

  /** The payment of a link, or of a bare payment id as long as it is remembered. */
  Optional<Remembered> find(String segment) {
    return PaymentId.isValid(segment)
        ? payments.find(new PaymentId(segment))
        : links.read(segment).map(payments::remember);
  }

  Optional<Remembered> find(PaymentId payment) {
    return payments.find(payment);
  }

  /** Brings a payment to its end if it is in one of these states; what is known of it then. */
  Optional<Remembered> end(PaymentId payment, Outcome next, Outcome... from) {
    payments.change(
        payment, known -> List.of(from).contains(known.outcome()) ? known.now(next) : known);
    return payments.find(payment);
  }

  Instant now() {
    return clock.instant();
  }

  /** Presses a button. Completes when the notification has come as far as it will. */
  CompletableFuture<Delivery> press(Remembered known, Button button) {
    return switch (button) {
      case APPROVE -> decide(known, Outcome.APPROVED, TransactionStatus.SETTLEMENT);
      case DENY -> decide(known, Outcome.DENIED, TransactionStatus.DENY);
      case REPEAT -> repeat(known);
      case FORGE -> note(known, sender.send(writer.forge(known.payment(), now())));
    };
  }

  private CompletableFuture<Delivery> decide(
      Remembered known, Outcome outcome, TransactionStatus status) {
    SignedNotification last = known.last();
    if (last != null && known.outcome() == outcome) return repeat(known);
    SignedNotification notification = writer.write(known.payment(), status, now());
    payments.change(
        known.payment().payment(), remembered -> remembered.decided(outcome, notification));
    return note(known, sender.send(notification));
  }

  private CompletableFuture<Delivery> repeat(Remembered known) {
    SignedNotification last = known.last();
    return last == null
        ? CompletableFuture.completedFuture(new Delivery.Nothing())
        : note(known, sender.send(last));
  }

  private CompletableFuture<Delivery> note(Remembered known, CompletableFuture<Delivery> sending) {
    return sending.thenApply(
        delivery -> {
          payments.change(known.payment().payment(), remembered -> remembered.sent(delivery));
          return delivery;
        });
  }

  @Override
  public void close() {
    sender.close();
  }
}
