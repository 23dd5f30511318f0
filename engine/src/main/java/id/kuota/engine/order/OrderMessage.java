package id.kuota.engine.order;

import id.kuota.engine.ClusterMessage;
import id.kuota.engine.Reply;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.HoldQuestion;
import id.kuota.engine.quota.HoldResolution;
import org.apache.pekko.actor.typed.ActorRef;

/** What the entity of an order understands. Each request is answered once, unless it gets lost. */
public sealed interface OrderMessage
    permits OrderMessage.Place,
        OrderMessage.TakeOver,
        OrderMessage.Ask,
        OrderMessage.FindPlaced,
        OrderMessage.Look,
        OrderMessage.ResolveHold,
        OrderMessage.ResolveEarly,
        OrderMessage.Wake,
        OrderInternal {

  /** Places the order, unless it is placed already. */
  record Place(OrderContent content, ActorRef<Reply<OrderView, OrderRefused>> replyTo)
      implements OrderMessage, ClusterMessage {}

  /**
   * Places the order with units that were held in its name until now, as those of a cart are.
   *
   * @param after the latest attempt that may have held them
   */
  record TakeOver(
      OrderContent content, long after, ActorRef<Reply<OrderView, OrderRefused>> replyTo)
      implements OrderMessage, ClusterMessage {}

  /** Changes the order as a client asks. */
  record Ask(OrderCommand.FromClient command, ActorRef<Reply<OrderView, OrderRefused>> replyTo)
      implements OrderMessage, ClusterMessage {}

  /**
   * Looks for the order that a request which would be refused now may have placed before.
   *
   * @param refusal the answer if there is none
   */
  record FindPlaced(
      String fingerprint, OrderRefused refusal, ActorRef<Reply<OrderView, OrderRefused>> replyTo)
      implements OrderMessage, ClusterMessage {}

  /** Asks for the view. */
  record Look(ActorRef<Reply<OrderView, OrderRefused>> replyTo)
      implements OrderMessage, ClusterMessage {}

  /** A quota asks what shall become of a hold. */
  record ResolveHold(HoldId hold, long attempt, ActorRef<HoldResolution> replyTo)
      implements OrderMessage, ClusterMessage {}

  /** A quota asks about a hold before its deadline: the node that placed it is gone. */
  record ResolveEarly(HoldQuestion question, ActorRef<HoldResolution> replyTo)
      implements OrderMessage, ClusterMessage {}

  /** Makes sure that the order is awake: what it owes, it sends then. */
  record Wake() implements OrderMessage, ClusterMessage {}
}
