package id.kuota.http.payment.simulator;

import id.kuota.http.payment.SimulatorSettings;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's own side: what happens when a buyer pays. Thread-safe. */
final class Simulator implements AutoCloseable {

  /** How long the notification of a payment is delayed that the button delays. */
  static final Duration DELAY = Duration.ofSeconds(15);

  /** What the buyer pays on top if the buyer bears the fee. */
  static final long FEE = 700;

  private static final Logger log = LoggerFactory.getLogger(Simulator.class);

  private final FakePayments payments;
  private final PaymentLink links;
  private final NextAnswers next = new NextAnswers();
  private final TransactionWriter writer;
  private final NotificationSender sender;
  private final URI notifications;
  private final Clock clock;
  private final Refusals refusals = new Refusals();

  Simulator(SimulatorSettings settings, Clock clock) {
    var signing = new Signing(settings.serverKey());
    this.payments = new FakePayments(settings.remembered());
    this.notifications = settings.notifications();
    this.links = new PaymentLink(signing, notifications);
    this.writer = new TransactionWriter(signing);
    this.sender = new NotificationSender(NotificationSender.PAUSES);
    this.clock = clock;
  }

  URI notifications() {
    return notifications;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Takes note of a new payment, or finds it; empty if its id was used for another. One that
   * approves itself is approved, unless the other side knows it already.
   */
  Optional<Remembered> begin(FakePayment payment) {
    Remembered known = payments.remember(payment);
    if (!known.payment().isTheSameAs(payment)) return Optional.empty();
    if (payment.approvesItself() && !known.accepted()) {
      inPassing(press(known, Button.APPROVE));
    }
    return Optional.of(known);
  }

  String link(FakePayment payment) {
    return links.write(payment);
  }

  /** Returns the payment of a link, or of a bare id as long as it is remembered. */
  Optional<Remembered> find(String segment) {
    Optional<Remembered> known = payments.find(segment);
    return known.isPresent() ? known : links.read(segment).map(payments::remember);
  }

  /**
   * Returns the transaction of this id, as it stands now; empty also if the buyer has not begun to
   * pay.
   */
  Optional<Remembered> transaction(String id) {
    return payments.change(id, known -> known.at(now())).filter(known -> known.status() != null);
  }

  /** Ends a transaction if it is in one of these states; what is known of it then. */
  Optional<Remembered> end(String id, TransactionStatus next, Set<TransactionStatus> from) {
    return payments.change(
        id,
        known -> known.status() != null && from.contains(known.status()) ? known.now(next) : known);
  }

  /** Sends money back and tells so; what is known then, with the refund or without. */
  Optional<Remembered> refund(String id, Remembered.Refund refund) {
    Optional<Remembered> known = payments.change(id, before -> before.refunded(refund));
    known.filter(after -> after.has(refund.key())).ifPresent(after -> inPassing(tell(after)));
    return known;
  }

  /** Returns how requests that come are answered. */
  NextAnswers next() {
    return next;
  }

  Refusals refusals() {
    return refusals;
  }

  TransactionWriter writer() {
    return writer;
  }

  /** Presses a button. Completes when the notification has come as far as it will. */
  CompletableFuture<Delivery> press(Remembered known, Button button) {
    return switch (button) {
      case APPROVE -> become(known, TransactionStatus.SETTLEMENT);
      case DENY -> become(known, TransactionStatus.DENY);
      case WAIT -> become(known, TransactionStatus.PENDING);
      case CAPTURE -> become(known, TransactionStatus.CAPTURE);
      case CHALLENGE -> tell(change(known, Remembered::nowChallenged));
      case CHARGEBACK ->
          known.isPaid()
              ? become(known, TransactionStatus.CHARGEBACK)
              : CompletableFuture.completedFuture(new Delivery.Nothing());
      case APPROVE_WITH_FEE ->
          tell(change(known, before -> before.withFee(FEE).now(TransactionStatus.SETTLEMENT)));
      case REFUND -> leave(known, Remembered::emptied);
      case PARTIAL_REFUND -> leave(known, Remembered::halved);
      case PARTIAL_CHARGEBACK ->
          leave(known, before -> before.halved().now(TransactionStatus.PARTIAL_CHARGEBACK));
      case VOID -> leave(known, before -> before.now(TransactionStatus.CANCEL));
      case REVERSE -> leave(known, before -> before.now(TransactionStatus.DENY));
      case DELAY -> {
        Remembered paid = change(known, before -> before.now(TransactionStatus.SETTLEMENT));
        yield note(paid, sender.sendAfter(DELAY, truth(paid)));
      }
      case REORDER -> reorder(change(known, before -> before.now(TransactionStatus.SETTLEMENT)));
      case REPEAT -> repeat(known);
      case FORGE -> note(known, sender.send(writer.forge(known, now())));
      case SWAP -> swap(known);
    };
  }

  /** Money leaves without the merchant having asked for it; of what is not paid none can. */
  private CompletableFuture<Delivery> leave(Remembered known, UnaryOperator<Remembered> change) {
    Remembered left = change(known, before -> before.hasMoney() ? change.apply(before) : before);
    return left.equals(known)
        ? CompletableFuture.completedFuture(new Delivery.Nothing())
        : tell(left);
  }

  /** Sends without waiting: a caller that asks gets the true status anyway. */
  private static void inPassing(CompletableFuture<Delivery> telling) {
    if (telling.getNow(new Delivery.OnItsWay()) instanceof Delivery.TooMany) {
      SimulatorLog.NOTIFICATION_UNSENT.log(log);
    }
  }

  private CompletableFuture<Delivery> become(Remembered known, TransactionStatus status) {
    return known.status() == status && known.last() != null && !known.challenged()
        ? repeat(known)
        : tell(change(known, before -> before.now(status)));
  }

  private CompletableFuture<Delivery> reorder(Remembered paid) {
    return note(
        paid,
        sender
            .send(truth(paid))
            .thenCompose(
                first -> sender.send(writer.write(paid, TransactionStatus.PENDING, now()))));
  }

  private CompletableFuture<Delivery> repeat(Remembered known) {
    OutgoingNotification last = known.last();
    return last == null
        ? CompletableFuture.completedFuture(new Delivery.Nothing())
        : note(known, sender.send(last));
  }

  /** What is changed must have been true once: so the buyer has begun to pay. */
  private CompletableFuture<Delivery> swap(Remembered known) {
    Remembered begun =
        known.status() == null
            ? change(known, before -> before.now(TransactionStatus.PENDING))
            : known;
    return note(begun, sender.send(writer.swap(begun, now())));
  }

  private CompletableFuture<Delivery> tell(Remembered known) {
    return note(known, sender.send(truth(known)));
  }

  /** Returns the notification of what is true now; it is the one that can be repeated. */
  private OutgoingNotification truth(Remembered known) {
    TransactionStatus status = known.status();
    if (status == null) throw new IllegalStateException("it has no status yet");
    OutgoingNotification notification = writer.write(known, status, now());
    change(known, before -> before.told(notification));
    return notification;
  }

  /** Makes a change, also of what was forgotten meanwhile; what is known then. */
  Remembered change(Remembered known, UnaryOperator<Remembered> change) {
    return payments.change(known.payment().id(), change).orElseGet(() -> change.apply(known));
  }

  private CompletableFuture<Delivery> note(Remembered known, CompletableFuture<Delivery> sending) {
    return sending.thenApply(
        delivery -> {
          change(known, remembered -> remembered.sent(delivery));
          return delivery;
        });
  }

  @Override
  public void close() {
    sender.close();
  }
}
