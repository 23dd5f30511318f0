package id.kuota.http.ticket;

import id.kuota.engine.ticket.TicketClaim;
import id.kuota.engine.ticket.TicketOrigin;

/** A true code that somebody shows, with the order that it is of. */
public record ShownTicket(TicketClaim claim, TicketOrigin origin) {}
