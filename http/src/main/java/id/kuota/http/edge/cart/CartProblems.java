package id.kuota.http.edge.cart;

import id.kuota.engine.cart.CartRefused;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.http.edge.order.OrderProblems;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a cart's refusals are on the wire. */
final class CartProblems {

  private CartProblems() {}

  static Problem of(CartRefused refused) {
    return switch (refused.reason()) {
      case CART_UNKNOWN -> unknown();
      case KEY_REUSED ->
          Problem.of(
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              "This key was used with another content before. Use a new key for a new cart.");
      case IN_PROGRESS -> busy();
      case SALE_UNKNOWN -> Problem.of(ProblemCode.SALE_NOT_FOUND);
      case OFFER_UNKNOWN -> Problem.of(ProblemCode.OFFER_NOT_FOUND);
      case CART_EXPIRED -> Problem.of(ProblemCode.CART_EXPIRED);
      case CART_CHECKED_OUT -> Problem.of(ProblemCode.CART_CHECKED_OUT);
      case CART_EMPTY -> Problem.of(ProblemCode.CART_EMPTY);
      case TOO_MANY_LINES -> Problem.of(ProblemCode.TOO_MANY_LINES);
      case ORDER_REFUSED -> ofOrder(refused.order());
    };
  }

  static Problem unknown() {
    return Problem.of(ProblemCode.CART_NOT_FOUND);
  }

  private static Problem ofOrder(@Nullable OrderRefused refused) {
    if (refused == null) return Problem.outcomeUnknown();
    if (refused.reason() == OrderRefusal.IN_PROGRESS) return busy();
    if (refused.reason() == OrderRefusal.HOLD_EXPIRED) return Problem.of(ProblemCode.CART_EXPIRED);
    return OrderProblems.of(refused);
  }

  private static Problem busy() {
    return Problem.of(ProblemCode.CART_BUSY).retryAfter(Duration.ofSeconds(1));
  }
}
