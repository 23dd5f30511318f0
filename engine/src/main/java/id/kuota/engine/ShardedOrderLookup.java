package id.kuota.engine;

import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.TicketPort;
import id.kuota.engine.ticket.OrderLookup;
import id.kuota.engine.ticket.TicketEligibility;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import java.util.function.Consumer;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Asks orders for their word on a ticket: tickets and orders know each other through this only. */
public final class ShardedOrderLookup implements OrderLookup {

  private final EntityAsk questions;
  private final ClusterSharding sharding;

  ShardedOrderLookup(EntityAsk questions, ClusterSharding sharding) {
    this.questions = questions;
    this.sharding = sharding;
  }

  @Override
  public void ask(TicketId ticket, TicketOrigin claimed, Consumer<TicketEligibility> answer) {
    questions
        .<OrderMessage, Reply<OrderView, OrderRefused>>ask(
            sharding.entityRefFor(OrderEntity.TYPE, claimed.order()),
            OrderMessage.Look::new,
            Limits.ORDER_WORD_TIMEOUT)
        .whenComplete(
            (reply, failure) ->
                answer.accept(
                    failure == null
                        ? word(ticket, reply)
                        : new TicketEligibility.No(TicketRefusal.UNANSWERED)));
  }

  /** Returns what the answer of an order says of one of its tickets. */
  public static TicketEligibility word(TicketId ticket, Reply<OrderView, OrderRefused> reply) {
    return switch (reply) {
      case Reply.Answered<OrderView, OrderRefused>(var order, var repeated)
          when order.toVoid().contains(ticket) ->
          paid(ticket, order) instanceof TicketEligibility.Paid(var origin)
              ? new TicketEligibility.ToVoid(origin, TicketPort.MONEY_LEFT)
              : new TicketEligibility.No(TicketRefusal.INVALID);
      case Reply.Answered<OrderView, OrderRefused>(var order, var repeated) ->
          switch (order.status()) {
            case PAID -> paid(ticket, order);
            case HELD, RETAKING -> new TicketEligibility.No(TicketRefusal.UNPAID);
            case CANCELLED, EXPIRED, REFUND_DUE, REFUNDED ->
                new TicketEligibility.No(TicketRefusal.CANCELED);
          };
      case Reply.Refused<OrderView, OrderRefused> unknown ->
          new TicketEligibility.No(TicketRefusal.INVALID);
    };
  }

  private static TicketEligibility paid(TicketId ticket, OrderView order) {
    if (order.hasCancelled(ticket)) return new TicketEligibility.No(TicketRefusal.CANCELED);
    return order.tickets().stream()
        .filter(own -> own.id().equals(ticket))
        .findFirst()
        .<TicketEligibility>map(
            own ->
                new TicketEligibility.Paid(
                    new TicketOrigin(order.order().value(), order.sale(), own.offer())))
        .orElseGet(() -> new TicketEligibility.No(TicketRefusal.INVALID));
  }
}
