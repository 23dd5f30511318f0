/**
 * Projections: loops that read the tail of the journal and keep the read models up to date.
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
 * What an event means for a table is {@code SalesProjection}, pure, without state. Guarded by
 * {@code SalesFoldTest}, {@code ProjectionIT} and {@code ProjectionRebuildIT}.
 */
@NullMarked
package id.kuota.persistence.projection;

import org.jspecify.annotations.NullMarked;
