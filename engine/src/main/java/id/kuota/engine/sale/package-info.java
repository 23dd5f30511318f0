/**
 * What is on sale, from when to when and on which terms. A sale changes rarely and is read by every
 * order, so each node keeps the view for a second in its {@link id.kuota.engine.sale.SaleCatalog}.
 *
 * <pre>
 *   Absent --set--> Planned --open--> Open --pause--> Paused --open--> Open
 *                      |                |                |
 *                      +-----close------+------close-----+--> Closed (for good)
 *   Planned, Open, Paused or Closed --cancel--> Cancelled (for good; its orders are paid back)
 * </pre>
 *
 * <p>Beside the terms it says what is entered, by its {@link id.kuota.engine.sale.EntryLists}: in
 * every state, because people come when nothing is sold any more.
 *
 * <p>A sale owes each quota in its terms the initial capacity, and repeats that until the quota has
 * acknowledged it. It knows quotas by id and request only, and orders not at all. Guarded by {@code
 * SaleTest}, {@code SaleTransitionsTest}, {@code EntryListsTest} and {@code ArchitectureTest}.
 */
@NullMarked
package id.kuota.engine.sale;

import org.jspecify.annotations.NullMarked;
