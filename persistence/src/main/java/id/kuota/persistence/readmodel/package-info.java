/**
 * Read models: questions about many orders and quotas, answered from the tables that the projection
 * {@code sales} keeps, never from an entity.
 *
 * <p>{@link id.kuota.persistence.readmodel.SaleReports} is the report of a sale, {@link
 * id.kuota.persistence.readmodel.LiveSales} the sale as it is now, {@link
 * id.kuota.persistence.readmodel.SaleListings} the sales there are, {@link
 * id.kuota.persistence.readmodel.DueQuotas} which quotas must be awake. They may be late, and a
 * report says how late; nothing is granted by them. All calls block on the database, for a bounded
 * time. Guarded by {@code SaleReportsIT}.
 */
@NullMarked
package id.kuota.persistence.readmodel;

import org.jspecify.annotations.NullMarked;
