/**
 * A buyer's choice before checkout.
 *
 * <pre>
 *   Absent --opened--> Open --checkout begun--> CheckingOut --checked out--> CheckedOut
 *                      ^  |                      |       \---expired-------> Expired
 *                      |  +-- line put, removed  |
 *                      +------checkout refused---+   (only where nothing is held before checkout)
 *
 *   an open cart expires by the clock alone
 * </pre>
 *
 * <p>A cart holds in the name of the order that it may become ({@link
 * id.kuota.engine.cart.CartId#order}): what the quotas have for it is the order's from the first
 * line on, and at checkout the order takes it over as it takes over what an earlier attempt of its
 * own has left. So nothing is released in between, a quota asks the order at the deadline as it
 * always does, and an order that was never written releases. The price of it is one rule: when a
 * checkout has begun, the cart sends no request to a quota. {@code Refill} is the way of a changed
 * cart through its quotas. Guarded by {@code CartTest}, {@code RefillTest}, {@code
 * CartSimulationTest} and {@code ArchitectureTest}.
 */
@NullMarked
package id.kuota.engine.cart;

import org.jspecify.annotations.NullMarked;
