package id.kuota.engine;

import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.order.TicketPort;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** The way of orders to their sale and their tickets. */
public final class TicketsOfOrders implements TicketPort {

  private final EntityAsk questions;
  private final ClusterSharding sharding;

  TicketsOfOrders(EntityAsk questions, ClusterSharding sharding) {
    this.questions = questions;
    this.sharding = sharding;
  }

  @Override
  public CompletionStage<TicketsAfterRefund> rule(SaleId sale) {
    return questions
        .<SaleEntity.Message, Reply<SaleView, SaleRefusal>>ask(
            sharding.entityRefFor(SaleEntity.TYPE, sale.value()), SaleEntity.Look::new)
        .thenApply(reply -> rule(sale, reply));
  }

  @Override
  public CompletionStage<Boolean> makeVoid(OrderId order, SaleId sale, Ticket ticket) {
    return questions
        .<TicketEntity.Message, Reply<TicketView, TicketRefused>>ask(
            sharding.entityRefFor(TicketEntity.TYPE, ticket.id().value()),
            replyTo -> toVoid(order, sale, ticket, replyTo))
        .thenApply(reply -> isUsed(ticket, reply));
  }

  /** Returns the rule of a sale, by its answer to {@link SaleEntity.Look}. */
  public static TicketsAfterRefund rule(SaleId sale, Reply<SaleView, SaleRefusal> reply) {
    return switch (reply) {
      case Reply.Answered<SaleView, SaleRefusal>(var view, var repeated) ->
          view.terms().ticketsAfterRefund();
      case Reply.Refused<SaleView, SaleRefusal>(var reason) ->
          throw new IllegalStateException(sale + " does not answer: " + reason);
    };
  }

  /** Returns the message that makes a ticket void. */
  public static TicketEntity.Ask toVoid(
      OrderId order,
      SaleId sale,
      Ticket ticket,
      ActorRef<Reply<TicketView, TicketRefused>> replyTo) {
    var origin = new TicketOrigin(order.value(), sale, ticket.offer());
    return new TicketEntity.Ask(origin, new TicketCommand.VoidTicket(MONEY_LEFT, GATEWAY), replyTo);
  }

  /** Returns whether the ticket has admitted before it became void, by its answer. */
  public static boolean isUsed(Ticket ticket, Reply<TicketView, TicketRefused> reply) {
    return switch (reply) {
      case Reply.Answered<TicketView, TicketRefused>(var view, var repeated) -> view.hasAdmitted();
      case Reply.Refused<TicketView, TicketRefused>(var refused) ->
          throw new IllegalStateException(ticket.id() + " does not answer: " + refused.reason());
    };
  }
}
