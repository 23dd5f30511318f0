package id.kuota.http.edge.export;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.page.Language;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.export.Asked;
import id.kuota.persistence.export.Claim;
import id.kuota.persistence.export.Export;
import id.kuota.persistence.export.ExportQuestion;
import id.kuota.persistence.export.ExportQueue;
import id.kuota.persistence.export.ExportedFile;
import id.kuota.persistence.export.Exports;
import id.kuota.persistence.report.OpenReport;
import id.kuota.persistence.report.ReportPeriod;
import id.kuota.persistence.report.ReportReader;
import id.kuota.persistence.report.ReportRequest;
import id.kuota.persistence.report.Reports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reports that are written in the background, on a real PostgreSQL. */
final class ExportWorkerIT {

  private static final int ROWS = 60_000;

  private static final String SALE =
      """
      UPDATE projection SET tx_id = '812', ordering = 4711, written_at = 1795280400000
        WHERE name = 'sales';
      INSERT INTO sales.sale_listing VALUES
        ('concert', 'Concert', 'IDR', 'open', now(), now(), 3, now());
      INSERT INTO sales.refund SELECT 'ref_' || n, 'ord_' || lpad(n::text, 32, '0'), 'concert',
        'pay_' || lpad(n::text, 32, '0'), n, NULL, 'cancelled', 'due', 'note ' || n,
        '2026-11-21T17:00:00Z', '2026-11-21T17:00:00Z', 0, NULL
      FROM generate_series(1, %d) n;
      """
          .formatted(ROWS);

  private static EmbeddedDatabase embedded;
  private static Database database;
  private static Exports exports;
  private static ReportReader reader;

  @BeforeAll
  static void start() throws SQLException {
    embedded = EmbeddedDatabase.temporary();
    database = Database.open(embedded.settings());
    database.migrate();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(SALE);
    }
    exports = new Exports(database.dataSource(), Clock.systemUTC());
    reader = new ReportReader(database.dataSource(), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    database.close();
    embedded.close();
  }

  @Test
  void aFileHasTheBytesOfTheSameReportThatIsStreamed() throws IOException {
    for (ReportFormat format : ReportFormat.values()) {
      if (format.rowsMax().isPresent()) continue;
      Export export = ask(format);
      write();
      Export ready = exports.find(export.id()).orElseThrow();
      assertThat(ready.state()).isEqualTo(Export.State.READY);
      assertThat(ready.rowsWritten()).isEqualTo(ROWS);
      assertThat(ready.file())
          .contains(new Export.File("concert_refunds_812-4711." + format.word(), "812:4711"));
      byte[] file = file(ready);
      assertThat(ready.sizeBytes()).isEqualTo(file.length);
      // Megabytes: a description of their difference would fill the memory.
      assertThat(Arrays.equals(file, streamed(format))).as(format.word()).isTrue();
    }
  }

  @Test
  void aReportThatIsTooLongForItsFormatFails() throws IOException {
    Export export = ask(ReportFormat.PDF);
    write();
    Export failed = exports.find(export.id()).orElseThrow();
    assertThat(failed.state()).isEqualTo(Export.State.FAILED);
    assertThat(failed.failure()).contains(Export.Failure.REPORT_TOO_LONG);
    assertThat(failed.rowsTotal()).isEmpty(); // No beat has told it before the end.
  }

  @Test
  void aBeatTellsHowFarTheWriterIs() throws IOException {
    Export export = ask(ReportFormat.CSV);
    Claim claim = new ExportQueue(database.dataSource(), Clock.systemUTC()).claim().orElseThrow();
    assertThat(claim.export().id()).isEqualTo(export.id());
    var writing = new ExportWriting(claim);
    writing.beat();
    assertThat(exports.find(export.id()).orElseThrow().rowsTotal()).isEmpty();
    writing.write(reader);
    assertThat(exports.find(export.id()).orElseThrow().rowsTotal()).hasValue(ROWS);
  }

  private static Export ask(ReportFormat format) {
    var request =
        new ReportRequest(
            Reports.named("refunds").orElseThrow(),
            new SaleId("concert"),
            ReportPeriod.always(ReportPeriod.WIB));
    Asked asked =
        exports.ask(new ExportQuestion(request, format.word(), Language.ENGLISH.tag()), "operator");
    assertThat(asked).isInstanceOf(Asked.Accepted.class);
    return ((Asked.Accepted) asked).export();
  }

  private static void write() throws IOException {
    var queue = new ExportQueue(database.dataSource(), Clock.systemUTC());
    try (var worker = new ExportWorker(queue, reader, () -> true, Runnable::run)) {
      assertThat(worker.writeNext()).isTrue();
      assertThat(worker.writeNext()).isFalse();
    }
  }

  private static byte[] file(Export export) {
    var bytes = new ByteArrayOutputStream();
    var files = new ExportedFile(database.dataSource());
    Optional<byte[]> part = files.part(export, 0);
    for (int number = 1; part.isPresent(); number++) {
      bytes.writeBytes(part.get());
      part = files.part(export, number);
    }
    return bytes.toByteArray();
  }

  private static byte[] streamed(ReportFormat format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var request =
        new ReportRequest(
            Reports.named("refunds").orElseThrow(),
            new SaleId("concert"),
            ReportPeriod.always(ReportPeriod.WIB));
    try (OpenReport report = reader.open(request).orElseThrow()) {
      report.writeTo(format.sink(bytes, Language.ENGLISH));
    }
    return bytes.toByteArray();
  }
}
