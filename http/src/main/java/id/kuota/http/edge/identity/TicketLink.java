package id.kuota.http.edge.identity;

import id.kuota.engine.order.OrderId;
import id.kuota.engine.ticket.TicketId;

/**
 * The right to see one ticket: the link's holder can show it at the gate, but learns nothing of the
 * order and of its other tickets.
 *
 * @param generation of the ticket when the link was given; a ticket that has changed hands since is
 *     not shown by the old link
 */
public record TicketLink(OrderId order, TicketId ticket, int generation) {}
