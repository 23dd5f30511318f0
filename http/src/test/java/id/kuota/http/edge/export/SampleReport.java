package id.kuota.http.edge.export;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.page.Language;
import id.kuota.persistence.report.AsOf;
import id.kuota.persistence.report.Cell;
import id.kuota.persistence.report.Report;
import id.kuota.persistence.report.ReportColumn;
import id.kuota.persistence.report.ReportHead;
import id.kuota.persistence.report.ReportPeriod;
import id.kuota.persistence.report.ReportRequest;
import id.kuota.persistence.report.ReportSink;
import id.kuota.persistence.report.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A report with a column of each kind, and rows that a careless writer would spoil. */
final class SampleReport {

  static final Instant AT = Instant.parse("2026-11-21T17:00:00.25Z");

  static final Report REPORT =
      new Report(
          "sample",
          new Wording("A sample", "Contoh"),
          new Wording("One row", "Satu baris"),
          "sales",
          List.of(),
          List.of(
              column("note", ReportColumn.Kind.TEXT, "Note", "Catatan"),
              column("amount", ReportColumn.Kind.MONEY, "Amount", "Jumlah"),
              column("units", ReportColumn.Kind.COUNT, "Units", "Unit"),
              column("at", ReportColumn.Kind.TIME, "At", "Pada"),
              column("day", ReportColumn.Kind.DATE, "Day", "Hari")),
          "SELECT 1");

  static final List<String> FORMULAS =
      List.of("=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1");

  private static final ReportHead HEAD =
      new ReportHead(
          new ReportRequest(REPORT, new SaleId("concert"), ReportPeriod.always(ReportPeriod.WIB)),
          "Konser \"Merdeka\", 2026 <b>",
          "IDR",
          new AsOf("812:4711", AT, Duration.ZERO));

  private SampleReport() {}

  static List<List<Cell>> rows() {
    return List.of(
        row("plain", 5_000_000),
        row("a \"quoted\", text\r\nof two lines", -25_000),
        row("=HYPERLINK(\"http://x\")", 0),
        row("Ändrè 座席 🎫", Long.MAX_VALUE / 4),
        List.of(
            Cell.Empty.EMPTY,
            new Cell.Whole(1),
            Cell.Empty.EMPTY,
            Cell.Empty.EMPTY,
            Cell.Empty.EMPTY));
  }

  static List<Cell> row(String note, long amount) {
    return List.of(
        new Cell.Text(note),
        new Cell.Whole(amount),
        new Cell.Whole(3),
        new Cell.Time(AT),
        new Cell.Day(LocalDate.of(2026, 11, 22)));
  }

  static byte[] file(ReportFormat format, Language language, List<List<Cell>> rows) {
    var bytes = new ByteArrayOutputStream();
    try {
      write(format.sink(bytes, language), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(ReportSink sink, List<List<Cell>> rows) throws IOException {
    sink.begin(HEAD);
    for (List<Cell> row : rows) sink.row(row);
    sink.end(rows.size(), totals(rows.size()));
  }

  /** Writes so many rows without keeping one. */
  static void write(ReportFormat format, OutputStream out, long rows) throws IOException {
    write(format.sink(out, Language.ENGLISH), rows);
  }

  /** Writes so many rows without keeping one. */
  static void write(ReportSink sink, long rows) throws IOException {
    sink.begin(HEAD);
    for (long number = 0; number < rows; number++) sink.row(row("row " + number, number));
    sink.end(rows, totals(rows));
  }

  private static List<Cell> totals(long rows) {
    return List.of(
        Cell.Empty.EMPTY,
        new Cell.Whole(rows),
        new Cell.Whole(3 * rows),
        Cell.Empty.EMPTY,
        Cell.Empty.EMPTY);
  }

  private static ReportColumn column(
      String name, ReportColumn.Kind kind, String english, String indonesian) {
    boolean isSummed = kind == ReportColumn.Kind.MONEY || kind == ReportColumn.Kind.COUNT;
    return new ReportColumn(name, kind, new Wording(english, indonesian), isSummed);
  }
}
