package id.kuota.simulation.cluster;

import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartOrders;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.simulation.world.Network;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** The orders of the cluster, as a cart on one machine asks them. */
record Orders(Cluster cluster, Machine machine, Network.End cart) implements CartOrders {

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
      OrderId order, Function<ActorRef<Reply<OrderView, OrderRefused>>, ?> question) {
    return cluster.ask(machine, cart, EntityKey.order(order.value()), question);
  }
}
