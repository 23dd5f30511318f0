package id.kuota.engine.cart;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import java.util.concurrent.CompletionStage;

/**
 * The orders that carts become, wherever they live. A stage fails if the order does not answer
 * within {@link id.kuota.engine.Limits#ENTITY_TIMEOUT}; then it may be placed or not.
 */
public interface CartOrders {

  /** Places an order whose units are not held. */
  CompletionStage<Reply<OrderView, OrderRefused>> place(OrderId order, OrderContent content);

  /**
   * Places an order with the units that its cart holds.
   *
   * @param after the latest attempt by which the cart may hold
   */
  CompletionStage<Reply<OrderView, OrderRefused>> takeOver(
      OrderId order, OrderContent content, long after);

  /** Looks for an order that may be placed; refused with {@code otherwise} if it is not. */
  CompletionStage<Reply<OrderView, OrderRefused>> find(
      OrderId order, String fingerprint, OrderRefused otherwise);
}
