/**
 * Queries of the read models: the report of a sale and the list of sales. They may lag, and say by
 * how much; they decide nothing.
 *
 * <p>Reading blocks on the database, so it happens on threads of its own, as many at once as {@link
 * id.kuota.http.edge.report.BlockingReads} allows; a request that finds them all busy fails at
 * once.
 */
@NullMarked
package id.kuota.http.edge.report;

import org.jspecify.annotations.NullMarked;
