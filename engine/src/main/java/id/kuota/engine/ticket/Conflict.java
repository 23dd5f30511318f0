package id.kuota.engine.ticket;

/**
 * An offline admission that the ticket would have refused.
 *
 * @param earlier the admission that was known before; {@code later} itself if there was none
 */
public record Conflict(Scan earlier, Scan later, TicketRefusal reason) {}
