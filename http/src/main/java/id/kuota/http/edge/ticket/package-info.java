/**
 * Tickets over HTTP: the codes of an order's tickets, a page for each that a phone shows and a
 * printer prints, its QR code as an image, and the public keys that gates check codes with.
 *
 * <pre>
 *   order (from its entity) -> TicketIssuer -> IssuedTicket -> TicketsJson | TicketPage | QrImage
 * </pre>
 *
 * <p>Nothing is stored: a code is a function of the order, the keys and the secret, and is computed
 * at each request. Guarded by {@code TicketRoutesTest} and, with independent decoders, by {@code
 * TicketDecodingTest}.
 */
@NullMarked
package id.kuota.http.edge.ticket;

import org.jspecify.annotations.NullMarked;
