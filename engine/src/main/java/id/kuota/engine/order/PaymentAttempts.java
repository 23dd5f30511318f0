package id.kuota.engine.order;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules of attempts to pay: when one begins, and how a repetition is answered. The order hands
 * out a page only while it waits for money; afterwards it refuses with the state in which it is.
 */
final class PaymentAttempts {

  private PaymentAttempts() {}

  static Decision<OrderEvent, OrderRefusal> start(
      OrderState state, OrderCommand.StartPayment start, Instant now) {
    return switch (state) {
      case OrderState.Absent absent -> refused(OrderRefusal.ORDER_UNKNOWN);
      case OrderState.Placed placed when placed.record().attempt(start.payment()).isPresent() ->
          placed.record().hasStarted(start)
              ? ifWaiting(placed, now, held -> alreadySo())
              : refused(OrderRefusal.KEY_REUSED);
      case OrderState.Placed placed -> ifWaiting(placed, now, held -> begin(held, start, now));
    };
  }

  private static Decision<OrderEvent, OrderRefusal> begin(
      OrderState.Held order, OrderCommand.StartPayment start, Instant now) {
    long amount = order.record().content().total();
    if (amount > start.takes().to()) return refused(OrderRefusal.AMOUNT_TOO_HIGH);
    if (amount < start.takes().from()) return refused(OrderRefusal.AMOUNT_TOO_LOW);
    if (order.record().attempts().size() >= Limits.PAYMENT_ATTEMPTS_MAX) {
      return refused(OrderRefusal.TOO_MANY_PAYMENTS);
    }
    return accepted(
        new OrderEvent.PaymentStarted(start.payment(), start.gateway(), start.method(), now));
  }

  /**
   * The gateway has opened a page. Of two pages for one attempt the first counts. A page for an
   * order that waits for no money is not recorded: the attempt was left open and is closed, and no
   * buyer has the address. Only where the money of this attempt has come before its page, as with
   * methods that take it at once, the request that began the attempt is answered with the page.
   */
  static Decision<OrderEvent, OrderRefusal> opened(
      OrderState.Placed order, OrderCommand.RecordPaymentPage opened, Instant now) {
    Optional<PaymentAttempt> attempt = order.record().attempt(opened.payment());
    if (attempt.isEmpty()) return refused(OrderRefusal.PAYMENT_UNKNOWN);
    Decision<OrderEvent, OrderRefusal> first =
        attempt.get().page() == null
            ? accepted(new OrderEvent.PaymentPageOpened(opened.payment(), opened.page(), now))
            : alreadySo();
    return order instanceof OrderState.Paid && isPaidFirst(attempt.get())
        ? first
        : ifWaiting(order, now, held -> first);
  }

  private static boolean isPaidFirst(PaymentAttempt attempt) {
    return attempt.page() == null && attempt.status() == PaymentAttempt.Status.SETTLED;
  }

  private static Decision<OrderEvent, OrderRefusal> ifWaiting(
      OrderState.Placed order,
      Instant now,
      Function<OrderState.Held, Decision<OrderEvent, OrderRefusal>> decide) {
    return switch (order) {
      case OrderState.Held held when !now.isBefore(held.record().heldUntil()) ->
          refused(OrderRefusal.HOLD_EXPIRED);
      case OrderState.Held held -> decide.apply(held);
      case OrderState.Ended ended -> refused(OrderViews.refusal(ended));
    };
  }
}
