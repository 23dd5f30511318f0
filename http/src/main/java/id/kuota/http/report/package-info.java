/**
 * What is read from the read models: the report of a sale and the list of sales. May be late, and
 * says how late; decides nothing.
 *
 * <p>Reading blocks on the database, so it happens on threads of its own, as many at once as {@link
 * id.kuota.http.report.Reading} allows; who finds them all busy is told so at once.
 */
@NullMarked
package id.kuota.http.report;

import org.jspecify.annotations.NullMarked;
