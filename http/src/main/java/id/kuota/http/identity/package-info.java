/**
 * Who is asking. An operator shows a key. A buyer has no account: the id of an order is derived
 * from the buyer, the Idempotency-Key and the server's secret, so that it cannot be guessed, a
 * retry finds the same order, and holding it is the right to read, pay and cancel.
 *
 * <p>Who buys never leaves this package: {@link id.kuota.http.identity.BuyerKeys} makes a keyed
 * hash of it. Guarded by {@code IdentityTest}.
 */
@NullMarked
package id.kuota.http.identity;

import org.jspecify.annotations.NullMarked;
