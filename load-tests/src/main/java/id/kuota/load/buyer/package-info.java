/**
 * How buyers behave: what each one wants and does afterwards, decided by the seed of the run and
 * the buyer's number alone, so that a run can be repeated. Guarded by {@code BuyerPlansTest}.
 */
@NullMarked
package id.kuota.load.buyer;

import org.jspecify.annotations.NullMarked;
