package id.kuota.persistence.export;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.report.ReportPeriod;
import id.kuota.persistence.report.ReportRequest;
import id.kuota.persistence.report.Reports;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Rows of the table {@code report_export}. */
final class ExportRows {

  static final String COLUMNS =
      """
      export_id, sale_id, report, format, language, first_day, last_day, zone, state, asked_by,
      asked_at, attempt, rows_written, rows_total, size_bytes, position, file_name, failure, ended_at
      """;

  /** The columns of a question, in the order of {@link #set}. */
  static final String IS_SAME =
      """
      sale_id = ? AND report = ? AND format = ? AND language = ? AND zone = ?
      AND first_day IS NOT DISTINCT FROM ? AND last_day IS NOT DISTINCT FROM ?
      """;

  private ExportRows() {}

  /** Sets the seven parameters of a question, beginning with number {@code at}. */
  static void set(PreparedStatement statement, int at, ExportQuestion question)
      throws SQLException {
    ReportRequest request = question.request();
    statement.setString(at, request.sale().value());
    statement.setString(at + 1, request.report().name());
    statement.setString(at + 2, question.format());
    statement.setString(at + 3, question.language());
    statement.setString(at + 4, request.period().zone().getId());
    statement.setObject(at + 5, request.period().from().orElse(null));
    statement.setObject(at + 6, request.period().to().orElse(null));
  }

  /**
   * Returns the export of the current row; empty if its report is none that this release has: a
   * node of another release has asked for it.
   */
  static Optional<Export> read(ResultSet row) throws SQLException {
    ExportQuestion question = question(row);
    return question == null ? Optional.empty() : Optional.of(read(row, question));
  }

  private static @Nullable ExportQuestion question(ResultSet row) throws SQLException {
    var report = Reports.named(row.getString("report"));
    if (report.isEmpty()) return null;
    var period =
        new ReportPeriod(
            Optional.ofNullable(row.getObject("first_day", LocalDate.class)),
            Optional.ofNullable(row.getObject("last_day", LocalDate.class)),
            ZoneId.of(row.getString("zone")));
    var request = new ReportRequest(report.get(), new SaleId(row.getString("sale_id")), period);
    return new ExportQuestion(request, row.getString("format"), row.getString("language"));
  }

  private static Export read(ResultSet row, ExportQuestion question) throws SQLException {
    long total = row.getLong("rows_total");
    OptionalLong rowsTotal = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(total);
    String position = row.getString("position");
    String name = row.getString("file_name");
    var state = Export.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    return new Export(
        row.getString("export_id"),
        question,
        state,
        row.getString("asked_by"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        row.getInt("attempt"),
        row.getLong("rows_written"),
        rowsTotal,
        row.getLong("size_bytes"),
        state == Export.State.READY
            ? Optional.of(new Export.File(name, position))
            : Optional.empty(),
        Optional.ofNullable(row.getString("failure"))
            .map(word -> Export.Failure.valueOf(word.toUpperCase(Locale.ROOT))),
        Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
