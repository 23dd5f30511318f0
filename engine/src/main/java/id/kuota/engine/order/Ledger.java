package id.kuota.engine.order;

import id.kuota.engine.order.OrderCommand.StartPayment;
import id.kuota.engine.order.OrderEvent.OrderPlaced;
import id.kuota.engine.order.OrderEvent.PaymentFailed;
import id.kuota.engine.order.OrderEvent.PaymentStarted;
import id.kuota.engine.order.OrderEvent.RefundOwed;
import id.kuota.engine.payment.PaymentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What every order has once it was placed, whatever became of it. */
record Ledger(
    OrderId order,
    OrderContent content,
    Instant placedAt,
    Instant heldUntil,
    List<PaymentAttempt> attempts,
    List<OwedRefund> refunds) {

  Ledger {
    attempts = List.copyOf(attempts);
    refunds = List.copyOf(refunds);
  }

  static Ledger of(OrderPlaced event) {
    return new Ledger(
        event.order(), event.content(), event.at(), event.heldUntil(), List.of(), List.of());
  }

  /** The attempt at placing that succeeded. */
  long placedBy() {
    return Placement.attempt(content, heldUntil);
  }

  Optional<PaymentAttempt> attempt(PaymentId payment) {
    return attempts.stream().filter(attempt -> attempt.payment().equals(payment)).findFirst();
  }

  /** Whether this is the content that was placed, whatever the key says. */
  boolean isFor(OrderContent other) {
    return content.fingerprint().equals(other.fingerprint());
  }

  /** Whether this very attempt was started before. */
  boolean hasStarted(StartPayment start) {
    return attempt(start.payment())
        .filter(known -> known.method().equals(start.method()))
        .filter(known -> known.gateway().equals(start.gateway()))
        .isPresent();
  }

  boolean owesRefundFor(PaymentId payment) {
    return refunds.stream().anyMatch(refund -> refund.payment().equals(payment));
  }

  Ledger started(PaymentStarted event) {
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

  Ledger failed(PaymentFailed event) {
    return marked(event.payment(), PaymentAttempt::failed);
  }

  Ledger settled(PaymentId payment) {
    return marked(payment, PaymentAttempt::settled);
  }

  Ledger owing(RefundOwed event) {
    var more = new ArrayList<>(refunds);
    more.add(new OwedRefund(event.payment(), event.amount(), event.reason(), event.at()));
    return new Ledger(order, content, placedAt, heldUntil, attempts, more)
        .marked(event.payment(), PaymentAttempt::settled);
  }

  private Ledger marked(PaymentId payment, UnaryOperator<PaymentAttempt> mark) {
    return withAttempts(
        attempts.stream()
            .map(attempt -> attempt.payment().equals(payment) ? mark.apply(attempt) : attempt)
            .toList());
  }

  private Ledger withAttempts(List<PaymentAttempt> more) {
    return new Ledger(order, content, placedAt, heldUntil, more, refunds);
  }
}
