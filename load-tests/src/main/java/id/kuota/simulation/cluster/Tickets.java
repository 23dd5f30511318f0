package id.kuota.simulation.cluster;

import id.kuota.engine.Reply;
import id.kuota.engine.TicketsOfOrders;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.order.TicketPort;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.simulation.world.Network;
import java.util.concurrent.CompletionStage;

/** The sale and the tickets of the cluster, as an order on one machine asks them. */
record Tickets(Cluster cluster, Machine machine, Network.End order) implements TicketPort {

  @Override
  public CompletionStage<TicketsAfterRefund> rule(SaleId sale) {
    return cluster
        .<Reply<SaleView, SaleRefusal>>ask(
            machine, order, EntityKey.sale(sale.value()), SaleEntity.Look::new)
        .thenApply(reply -> TicketsOfOrders.rule(sale, reply));
  }

  @Override
  public CompletionStage<Boolean> makeVoid(OrderId id, SaleId sale, Ticket ticket) {
    return cluster
        .<Reply<TicketView, TicketRefused>>ask(
            machine,
            order,
            EntityKey.ticket(ticket.id().value()),
            replyTo -> TicketsOfOrders.toVoid(id, sale, ticket, replyTo))
        .thenApply(reply -> TicketsOfOrders.isUsed(ticket, reply));
  }
}
