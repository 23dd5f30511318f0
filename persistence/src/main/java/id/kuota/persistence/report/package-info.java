/**
 * Reports: tables that leave Kuota as files, for the people who count money and seats.
 *
 * <pre>
 *   Reports (the catalogue) --> Report: titles, columns, one query
 *   ReportReader --> OpenReport: one snapshot, one cursor --> ReportSink (a file of some format)
 * </pre>
 *
 * <p>A report is read in one transaction, so all of its rows, and the position that it names, are
 * of one moment; it is read by a server-side cursor, so its length costs no memory. Its rows have a
 * total order: the same question at the same position gives the same rows. Calls block on the
 * database. Guarded by {@code ReportsIT}.
 */
@NullMarked
package id.kuota.persistence.report;

import org.jspecify.annotations.NullMarked;
