package id.kuota.engine.ticket;

/**
 * Somebody was let in without a network whom the ticket would have refused.
 *
 * @param earlier the admission that was known before; {@code later} itself if there was none
 */
public record Conflict(Scan earlier, Scan later, TicketRefusal reason) {}
