package id.kuota.http.payment;

import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentInstruction;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A started payment as the buyer sees it, made from what the order has recorded and from nothing
 * else: so it has the same bytes on any node and at any time. It always says "started": what became
 * of the payment stands in the order.
 */
record PaymentAnswer(
    String id,
    String order,
    String gateway,
    String method,
    long amount,
    String currency,
    String status,
    String redirectUrl,
    Instant expiresAt) {

  /** Returns the payment as it was started; empty until the order has recorded where it is paid. */
  static Optional<PaymentAnswer> of(OrderView order, PaymentId payment) {
    return order.payments().stream()
        .filter(attempt -> attempt.payment().equals(payment))
        .flatMap(attempt -> Stream.ofNullable(attempt.page()).map(page -> of(order, attempt, page)))
        .findFirst();
  }

  private static PaymentAnswer of(
      OrderView order, PaymentAttempt attempt, PaymentInstruction page) {
    return new PaymentAnswer(
        attempt.payment().value(),
        order.order().value(),
        attempt.gateway(),
        attempt.method(),
        order.total(),
        order.currency(),
        "started",
        page.redirectUrl(),
        page.payBy());
  }
}
