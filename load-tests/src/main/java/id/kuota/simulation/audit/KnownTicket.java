package id.kuota.simulation.audit;

import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;

/** A ticket that an order was given. */
public record KnownTicket(TicketId id, TicketOrigin origin) {}
