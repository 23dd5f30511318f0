package id.kuota.engine;

import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.order.OrderExistence;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.quota.HoldQuestion;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.HoldResolver;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Asks the sharded orders about holds, and the carts about holds that no order knows. */
record ShardedHoldResolver(ClusterSharding sharding, OrderExistence journal)
    implements HoldResolver {

  @Override
  public void resolve(HoldQuestion question, ActorRef<HoldResolution> replyTo) {
    switch (question.occasion()) {
      case DEADLINE ->
          tellOrder(
              question, new OrderMessage.ResolveHold(question.hold(), question.attempt(), replyTo));
      case NODE_GONE -> resolveEarly(question, replyTo);
    }
  }

  /**
   * Most holds of a lost node are of orders that the journal has: those stay, and no entity is
   * woken for them. If the journal cannot be read the question stays open, and is repeated.
   */
  private void resolveEarly(HoldQuestion question, ActorRef<HoldResolution> replyTo) {
    if (!OrderId.isValid(question.hold().value())) return; // Its deadline decides.
    journal
        .mayExist(new OrderId(question.hold().value()))
        .thenAccept(
            exists -> {
              if (exists) replyTo.tell(question.answered(HoldResolution.Word.KEEP));
              else tellOrder(question, new OrderMessage.ResolveEarly(question, replyTo));
            });
  }

  /** Returns the way of an order that was never written to the cart that may become it. */
  HoldResolver carts() {
    return (question, replyTo) -> {
      CartId cart = CartId.of(new OrderId(question.hold().value()));
      sharding
          .entityRefFor(CartEntity.TYPE, cart.value())
          .tell(new CartEntity.ResolveEarly(question, replyTo));
    };
  }

  private void tellOrder(HoldQuestion question, OrderMessage message) {
    sharding.entityRefFor(OrderEntity.TYPE, question.hold().value()).tell(message);
  }
}
