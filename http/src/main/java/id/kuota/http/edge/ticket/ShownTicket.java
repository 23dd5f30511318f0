package id.kuota.http.edge.ticket;

import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;

/**
 * A true code that was shown.
 *
 * @param generation of the code; the ticket may have a later one
 * @param origin what the code says of where the ticket comes from
 */
public record ShownTicket(TicketId ticket, int generation, TicketOrigin origin) {}
