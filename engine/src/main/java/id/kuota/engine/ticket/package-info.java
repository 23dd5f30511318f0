/**
 * Tickets: what lets one person in.
 *
 * <p>A paid order carries the ids of its tickets. The code of a ticket is a signed claim ({@link
 * id.kuota.engine.ticket.TicketCode}), so a gate without a network can tell a true one; the {@link
 * id.kuota.engine.ticket.HumanCode} is for those whose screen is broken. Nothing here knows keys or
 * orders: keys are arguments, and an order is sealed text. Guarded by {@code TicketCodeTest}.
 */
@NullMarked
package id.kuota.engine.ticket;

import org.jspecify.annotations.NullMarked;
