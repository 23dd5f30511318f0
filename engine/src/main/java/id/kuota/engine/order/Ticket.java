package id.kuota.engine.order;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.ticket.TicketId;

/** A ticket of a paid order and what it is for. */
public record Ticket(TicketId id, OfferId offer) {}
