/**
 * The identity of callers. An operator shows a key or a token, at the one {@link
 * id.kuota.http.edge.identity.OperatorDoor}. A buyer has no account: the id of an order is derived
 * from the buyer, the Idempotency-Key and the server's secret, so that it cannot be guessed, a
 * retry finds the same order, and holding it is the right to read, pay and cancel.
 *
 * <p>A ticket goes from hand to hand, so what names it must not name its order: {@link
 * id.kuota.http.edge.identity.OrderSeal} hides the order from all but the server, and a {@link
 * id.kuota.http.edge.identity.TicketLink} is the right to one ticket. What gates check without the
 * server is signed with {@link id.kuota.http.edge.identity.SigningKeys}.
 *
 * <p>A buyer's identity never leaves this package: {@link id.kuota.http.edge.identity.BuyerKeys}
 * makes a keyed hash of it. Guarded by {@code IdentityTest}, {@code SigningKeysTest} and {@code
 * WaitingRoomAnswersIT}.
 */
@NullMarked
package id.kuota.http.edge.identity;

import org.jspecify.annotations.NullMarked;
