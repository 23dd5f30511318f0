package id.kuota.engine.cart;

import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal and what a buyer can learn from it.
 *
 * @param order why an order is refused; there with {@link CartRefusal#ORDER_REFUSED} only
 */
public record CartRefused(CartRefusal reason, @Nullable OrderRefused order) {

  public static CartRefused of(CartRefusal reason) {
    return new CartRefused(reason, null);
  }

  /** Creates the refusal of a cart from that of an order. */
  public static CartRefused as(OrderRefused order) {
    return new CartRefused(CartRefusal.ORDER_REFUSED, order);
  }

  public static CartRefused as(OrderRefusal reason) {
    return as(OrderRefused.of(reason));
  }

  /** A line is refused; what could be had of it instead, or the limit of the sale. */
  static CartRefused shortOf(OrderRefusal reason, long available) {
    return as(new OrderRefused(reason, List.of(), Math.max(0, available)));
  }
}
