/**
 * Tickets: what lets one person in.
 *
 * <pre>
 *   Absent --issued--> Valid --checked in--> CheckedIn <--in, out--> CheckedOut
 *                        \------ voided: from every state --------> Voided
 * </pre>
 *
 * <p>A ticket is an entity of its own from its first scan on: then it asks its order ({@link
 * id.kuota.engine.ticket.OrderLookup}), and from then on decides admissions by itself. However many
 * gates scan it at once, one gets a yes. What happened without a network is recorded, never
 * refused, and a {@code ConflictFound} says so.
 *
 * <p>A paid order carries the ids of its tickets. The code of a ticket is a signed claim ({@link
 * id.kuota.engine.ticket.TicketCode}), so a gate without a network can tell a true one; the {@link
 * id.kuota.engine.ticket.HumanCode} is for those whose screen is broken. Nothing here knows keys or
 * orders: keys are arguments, and an order is sealed text. Guarded by {@code TicketTest}, {@code
 * TicketTransitionsTest}, {@code TicketEntityTest} and {@code TicketCodeTest}.
 */
@NullMarked
package id.kuota.engine.ticket;

import org.jspecify.annotations.NullMarked;
