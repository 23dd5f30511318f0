/**
 * Projections: loops that read the tail of the journal and keep the read models up to date. There
 * are three: {@code sales}; {@code wake}, which is small and says what must be woken; and {@code
 * orders}, the orders one by one.
 *
 * <pre>
 *   event_journal --JournalReader--> rows --SalesProjection--> changes --SalesTables--> schema "sales"
 *                                    \___________ one transaction ___________/  + table "projection"
 * </pre>
 *
 * <p>{@code ProjectionBatch} is one step and explains why no event is skipped or applied twice;
 * {@code ProjectionLoop} repeats it in a thread; {@link
 * id.kuota.persistence.projection.Projections} starts the loops of a node; {@link
 * id.kuota.persistence.projection.ProjectionRebuild} builds the tables anew beside those in use.
 * What an event means for a table is {@code SalesProjection}, {@code WakeChanges} and {@code
 * OrderChanges}, pure, without state. {@code Projections.list} says where each stands and which
 * node applies it; {@code Standby} when another takes over. Guarded by {@code SalesProjectionTest},
 * {@code OrderChangesTest}, {@code ProjectionIT}, {@code OrderTablesIT}, {@code WakeTablesIT},
 * {@code FrozenNodeIT} and {@code ProjectionRebuildIT}.
 */
@NullMarked
package id.kuota.persistence.projection;

import org.jspecify.annotations.NullMarked;
