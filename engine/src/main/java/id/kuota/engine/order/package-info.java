/**
 * One buyer's attempt to buy, from the hold to the tickets.
 *
 * <pre>
 *   Absent --placed--> Held --paid------> Paid      (settles its holds)
 *                       |  \--cancelled--> Cancelled (releases its holds)
 *                       |   \-expired----> Expired   (releases its holds)
 *
 *   Expired --late money--> Retaking --paid late--> Paid (settles) or --refund owed--> Expired
 *   money after Cancelled, or a second time after Paid: a refund is owed
 * </pre>
 *
 * <p>Hold first, then one event: the order asks its quotas one after the other ({@code Placing}, by
 * the rules of {@link id.kuota.engine.order.Placement}), and only when all have granted {@code
 * OrderEntity} writes {@code OrderPlaced}. A refused order leaves no row. What an order still owes
 * its quotas follows from its state ({@link id.kuota.engine.order.OrderObligation}) and is repeated
 * until acknowledged. Orders know quotas by request and answer only. Guarded by {@code OrderTest},
 * {@code OrderTransitionsTest} and {@code ArchitectureTest}.
 */
@NullMarked
package id.kuota.engine.order;

import org.jspecify.annotations.NullMarked;
