/**
 * Reports as files: CSV, XLSX, PDF and JSON, streamed row by row.
 *
 * <pre>
 *   ReportFileRoutes --> ReportQuery (what is asked for)
 *        |                                             ReportFormat --> CsvSink, XlsxSink, ...
 *        +--> ReportFiles: a thread and a connection --> OpenReport --^         |
 *        <-- answer in chunks, as fast as the client takes it <-----------------+
 * </pre>
 *
 * <p>Long ones are written in the background ({@code id.kuota.persistence.export}):
 *
 * <pre>
 *   ExportRoutes --> Exports --> table report_export --> ExportWorker (one node) --> ExportWriting
 *        GET /exports/{link} <-- ExportDownloads <-- parts in the database <-- ExportPart <--+
 * </pre>
 *
 * <p>A file names the position of the journal that it is of, and nothing in it follows from the
 * time at which it was asked for: the same report at the same position is the same file, to the
 * byte. Guarded by {@code ReportFilesIT}, {@code SinksTest}, {@code OutsideReadersIT}, {@code
 * ReportMemoryIT} and {@code ExportWorkerIT}.
 */
@NullMarked
package id.kuota.http.edge.export;

import org.jspecify.annotations.NullMarked;
