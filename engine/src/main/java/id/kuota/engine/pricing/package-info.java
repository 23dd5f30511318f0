/**
 * What one unit costs: its face price and the charges on top of it. A calculation without an
 * entity; knows nothing of sales, orders or quotas.
 *
 * <p>Amounts are whole numbers of the currency's smallest unit by our own table: rupiah has no
 * decimals. Every charge is computed and rounded for one unit, then multiplied, so that a ticket
 * costs the same however many are bought. Guarded by {@code PriceTest}.
 */
@NullMarked
package id.kuota.engine.pricing;

import org.jspecify.annotations.NullMarked;
