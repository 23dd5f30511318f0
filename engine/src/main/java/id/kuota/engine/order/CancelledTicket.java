package id.kuota.engine.order;

import id.kuota.engine.ticket.TicketId;
import java.time.Instant;

/**
 * A ticket that the operator has cancelled.
 *
 * @param unitsReturn whether its units are sold again; those of a used ticket are not
 */
public record CancelledTicket(TicketId id, boolean unitsReturn, String reason, Instant at) {}
