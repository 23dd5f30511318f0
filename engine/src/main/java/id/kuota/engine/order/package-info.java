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
 * <p>Hold first, then one event: the order asks its quotas one after the other ({@code
 * OrderAcquisition}, by {@link id.kuota.engine.order.OrderHoldPlan}), and only when all have
 * granted {@code OrderEntity} writes {@code OrderPlaced}. A refused order leaves no row. The
 * effects of an order follow from its state: its quotas get what {@link
 * id.kuota.engine.order.QuotaEffect} says, gateways, sale and tickets what {@code OutsideEffects}
 * says, each until it is acknowledged. Orders know quotas by request and answer only. Guarded by
 * {@code OrderTest}, {@code OrderTransitionsTest} and {@code ArchitectureTest}.
 */
@NullMarked
package id.kuota.engine.order;

import org.jspecify.annotations.NullMarked;
