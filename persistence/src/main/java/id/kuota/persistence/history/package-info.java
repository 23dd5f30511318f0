/**
 * What the journal itself says about one order: its own events, those of its tickets, and of each
 * of its quotas the batch that granted it, with the quota's numbers at that moment.
 *
 * <pre>
 *   order's stream  ->  deadline of a hold  ->  batch before that event  ->  grant
 *   nearest mark of the quota (projection sales)  +  its batches since   ->  numbers at the grant
 * </pre>
 *
 * <p>{@code TimeLine} makes moments of it, pure. Everything is read by the primary key of the
 * journal. Guarded by {@code OrderHistoriesIT}.
 */
@NullMarked
package id.kuota.persistence.history;

import org.jspecify.annotations.NullMarked;
