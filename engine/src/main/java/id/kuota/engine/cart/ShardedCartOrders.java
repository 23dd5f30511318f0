package id.kuota.engine.cart;

import id.kuota.engine.Reply;
import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.RecipientRef;

/** Asks the entities of orders for their carts. Thread-safe. */
public final class ShardedCartOrders implements CartOrders {

  private final EntityAsk asks;
  private final Function<OrderId, RecipientRef<OrderMessage>> orders;

  /**
   * Creates the orders of a cluster.
   *
   * @param orders where the entity of an order is reached, on whichever node it lives
   */
  public ShardedCartOrders(EntityAsk asks, Function<OrderId, RecipientRef<OrderMessage>> orders) {
    this.asks = asks;
    this.orders = orders;
  }

  @Override
  public CompletionStage<Reply<OrderView, OrderRefused>> place(
      OrderId order, OrderContent content) {
    return ask(order, replyTo -> new OrderMessage.Place(content, replyTo));
  }

  @Override
  public CompletionStage<Reply<OrderView, OrderRefused>> takeOver(
      OrderId order, OrderContent content, long after) {
    return ask(order, replyTo -> new OrderMessage.TakeOver(content, after, replyTo));
  }

  @Override
  public CompletionStage<Reply<OrderView, OrderRefused>> find(
      OrderId order, String fingerprint, OrderRefused otherwise) {
    return ask(order, replyTo -> new OrderMessage.FindPlaced(fingerprint, otherwise, replyTo));
  }

  private CompletionStage<Reply<OrderView, OrderRefused>> ask(
      OrderId order, Function<ActorRef<Reply<OrderView, OrderRefused>>, OrderMessage> question) {
    return asks.askRepeatedly(orders.apply(order), question);
  }
}
