/**
 * Carts over HTTP: open, read, change lines, check out.
 *
 * <pre>
 *   POST /v1/carts                    ->  engine.openCart  ->  CartJson | CartProblems
 *   POST /v1/carts/{cart}/checkout    ->  engine.checkOut  ->  the order, as POST /v1/orders tells it
 * </pre>
 *
 * <p>The id of a cart follows from buyer and Idempotency-Key like that of an order, and its holder
 * may change the cart. Guarded by {@code CartRoutesTest} and {@code CartIT}.
 */
@NullMarked
package id.kuota.http.edge.cart;

import org.jspecify.annotations.NullMarked;
