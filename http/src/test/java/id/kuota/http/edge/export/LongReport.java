package id.kuota.http.edge.export;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.page.Language;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.report.OpenReport;
import id.kuota.persistence.report.Report;
import id.kuota.persistence.report.ReportPeriod;
import id.kuota.persistence.report.ReportReader;
import id.kuota.persistence.report.ReportRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * A process that writes one long report from a database into a file, to be run with a small heap.
 * The report has generated rows; the tables need the sale {@code concert} only.
 */
final class LongReport {

  private LongReport() {}

  /** Arguments: url, user, password, format, rows, file. */
  public static void main(String[] arguments) throws IOException {
    ReportFormat format = ReportFormat.of(arguments[3]).orElseThrow();
    var settings = new DatabaseSettings(arguments[0], arguments[1], arguments[2], 1);
    Report sample = SampleReport.REPORT;
    var report =
        new Report(
            sample.name(),
            sample.title(),
            sample.about(),
            "sales",
            List.of("refund"),
            sample.columns(),
            """
            SELECT 'row ' || n, n, 3::bigint, '2026-11-21T17:00:00Z'::timestamptz, '2026-11-22'::date
            FROM generate_series(1::bigint, %s) n
            """
                .formatted(arguments[4]));
    var request =
        new ReportRequest(report, new SaleId("concert"), ReportPeriod.always(ReportPeriod.WIB));
    try (Database database = Database.open(settings);
        OpenReport open =
            new ReportReader(database.dataSource(), Clock.systemUTC()).open(request).orElseThrow();
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[5])))) {
      open.writeTo(format.sink(out, Language.ENGLISH));
    }
  }
}
