package id.kuota.engine.order;

import id.kuota.engine.payment.PaymentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The record that every placed order has, whatever its outcome.
 *
 * @param heldUntil deadline that the buyer got
 * @param holdsUntil deadline of the holds: a later one if the units were taken anew
 * @param tries of payments and refunds of which the gateway could not say or do something
 */
record OrderRecord(
    OrderId order,
    OrderContent content,
    Instant placedAt,
    Instant heldUntil,
    Instant holdsUntil,
    List<PaymentAttempt> attempts,
    Money money,
    Map<String, GatewayTries> tries) {

  OrderRecord {
    attempts = List.copyOf(attempts);
    tries = Map.copyOf(tries);
  }

  static OrderRecord of(OrderEvent.OrderPlaced event) {
    return new OrderRecord(
        event.order(),
        event.content(),
        event.at(),
        event.heldUntil(),
        event.heldUntil(),
        List.of(),
        Money.NONE,
        Map.of());
  }

  /** Returns the attempt at placing that succeeded. */
  long placedBy() {
    return OrderHoldPlan.attempt(content, holdsUntil);
  }

  Optional<PaymentAttempt> attempt(PaymentId payment) {
    return attempts.stream().filter(attempt -> attempt.payment().equals(payment)).findFirst();
  }

  /** Attempts of which money may still come. */
  List<PaymentAttempt> open() {
    return attempts.stream().filter(PaymentAttempt::isOpen).toList();
  }

  /** Returns whether there are such attempts. */
  boolean hasOpen() {
    for (PaymentAttempt attempt : attempts) {
      if (attempt.isOpen()) return true;
    }
    return false;
  }

  /** What the gateway could not say or do of this payment or refund until now. */
  GatewayTries tries(String subject) {
    return tries.getOrDefault(subject, GatewayTries.NONE);
  }

  /** Returns whether this is the content that was placed, whatever the key says. */
  boolean isFor(OrderContent other) {
    return content.fingerprint().equals(other.fingerprint());
  }

  /** Returns whether this very attempt was started before. */
  boolean hasStarted(OrderCommand.StartPayment start) {
    return attempt(start.payment())
        .filter(known -> known.method().equals(start.method()))
        .filter(known -> known.gateway().equals(start.gateway()))
        .isPresent();
  }

  OrderRecord started(OrderEvent.PaymentStarted event) {
    var more = new ArrayList<>(attempts);
    more.add(
        new PaymentAttempt(
            event.payment(),
            event.gateway(),
            event.method(),
            event.at(),
            PaymentAttempt.Status.STARTED));
    return withAttempts(more);
  }

  /** Records the money that has bought the tickets. */
  OrderRecord settled(PaymentId payment, long amount, String reference, Instant at) {
    return marked(payment, PaymentAttempt.Status.SETTLED)
        .with(money.charged(payment, amount, content.currency(), reference, at));
  }

  /** Records that the units were acquired anew. */
  OrderRecord heldAnew(Instant until) {
    return new OrderRecord(order, content, placedAt, heldUntil, until, attempts, money, tries);
  }

  OrderRecord owing(OrderEvent.RefundOwed event) {
    return settled(event.payment(), event.amount(), event.reference(), event.at())
        .owing(
            Money.whole(
                event.payment(),
                event.amount(),
                content.currency(),
                event.reason(),
                OwedRefund.Status.DUE,
                event.at()));
  }

  OrderRecord owing(OwedRefund refund) {
    return with(money.owing(refund));
  }

  OrderRecord after(OrderEvent.OfMoney event) {
    return switch (event) {
      case OrderEvent.PaymentPageOpened opened ->
          changed(opened.payment(), attempt -> attempt.at(opened.page()));
      case OrderEvent.PaymentFailed failed ->
          marked(failed.payment(), PaymentAttempt.Status.FAILED);
      case OrderEvent.PaymentsLeftOpen open -> {
        OrderRecord next = this;
        for (PaymentId payment : open.payments()) {
          next = next.marked(payment, PaymentAttempt.Status.UNKNOWN);
        }
        yield next;
      }
      case OrderEvent.PaymentFeeNoted noted ->
          with(money.withFee(noted.payment(), noted.fee(), content.currency(), noted.at()));
      case OrderEvent.MoneyReturned returned when returned.byBank() ->
          marked(returned.payment(), PaymentAttempt.Status.CHARGED_BACK)
              .with(money.returned(returned));
      case OrderEvent.MoneyReturned returned -> with(money.returned(returned));
      case OrderEvent.PaymentInReview review -> inReview(review);
      case OrderEvent.PaymentTakenBack taken ->
          marked(taken.payment(), PaymentAttempt.Status.CHARGED_BACK)
              .with(
                  money.takenBack(
                      taken.payment(),
                      taken.amount(),
                      content.currency(),
                      taken.reference(),
                      taken.at()));
      case OrderEvent.RefundDone done ->
          with(money.paidBack(done.refund(), done.reference(), done.at()));
      case OrderEvent.RefundRefused refused ->
          with(money.marked(refused.refund(), OwedRefund.Status.MANUAL, refused.why()));
      case OrderEvent.RefundAskedAgain again ->
          with(money.marked(again.refund(), OwedRefund.Status.DUE, ""))
              .with(again.refund().value(), tries(again.refund().value()).retriedAt(again.at()));
      case OrderEvent.GatewayAskedInVain vain -> inVain(vain);
    };
  }

  private OrderRecord inVain(OrderEvent.GatewayAskedInVain vain) {
    OrderRecord noted =
        RefundId.isValid(vain.subject())
            ? with(money.noted(new RefundId(vain.subject()), vain.words()))
            : this;
    GatewayTries before = tries(vain.subject());
    return noted.with(vain.subject(), before.after(vain.tries(), vain.at(), vain.notBefore()));
  }

  private OrderRecord inReview(OrderEvent.PaymentInReview review) {
    return marked(review.payment(), PaymentAttempt.Status.REVIEW)
        .with(
            money
                .charged(
                    review.payment(),
                    review.amount(),
                    review.currency(),
                    review.reference(),
                    review.at())
                .owing(
                    Money.whole(
                        review.payment(),
                        review.amount(),
                        review.currency(),
                        OwedRefund.Reason.AMOUNT_DIFFERS,
                        OwedRefund.Status.REVIEW,
                        review.at())));
  }

  private OrderRecord marked(PaymentId payment, PaymentAttempt.Status status) {
    return changed(payment, attempt -> attempt.now(status));
  }

  private OrderRecord changed(PaymentId payment, UnaryOperator<PaymentAttempt> change) {
    return withAttempts(
        attempts.stream()
            .map(attempt -> attempt.payment().equals(payment) ? change.apply(attempt) : attempt)
            .toList());
  }

  private OrderRecord with(Money other) {
    return new OrderRecord(order, content, placedAt, heldUntil, holdsUntil, attempts, other, tries);
  }

  private OrderRecord withAttempts(List<PaymentAttempt> more) {
    return new OrderRecord(order, content, placedAt, heldUntil, holdsUntil, more, money, tries);
  }

  private OrderRecord with(String subject, GatewayTries now) {
    var more = new HashMap<>(tries);
    more.put(subject, now);
    return new OrderRecord(order, content, placedAt, heldUntil, holdsUntil, attempts, money, more);
  }
}
