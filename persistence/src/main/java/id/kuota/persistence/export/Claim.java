package id.kuota.persistence.export;

import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The right of one writer to one export, until another takes it over. Every call says by a {@link
 * LostClaimException} that it is over: then nothing was written. Blocks on the database; {@link
 * #beat} may be called by another thread than the others.
 */
public final class Claim {

  private static final String WHAT = "the export that is written";

  private static final String IS_MINE = "export_id = ? AND attempt = ? AND state = 'writing'";

  private static final String BEAT =
      "UPDATE report_export SET beat_at = ?, rows_written = ?, rows_total = ? WHERE " + IS_MINE;

  /** The row is locked, so that a claim that is taken over at this moment is seen. */
  private static final String APPEND =
      """
      WITH mine AS (
        UPDATE report_export SET beat_at = ?, size_bytes = size_bytes + ? WHERE %s
        RETURNING export_id, attempt)
      INSERT INTO report_export_part (export_id, attempt, number, bytes)
      SELECT export_id, attempt, ?, ? FROM mine
      """
          .formatted(IS_MINE);

  private static final String FINISH =
      """
      UPDATE report_export SET state = 'ready', ended_at = ?, rows_written = ?, rows_total = ?,
        position = ?, file_name = ?
      WHERE\s"""
          + IS_MINE;

  private static final String FAIL =
      "UPDATE report_export SET state = 'failed', ended_at = ?, failure = ?, size_bytes = 0 WHERE "
          + IS_MINE;

  private final DataSource database;
  private final InstantSource clock;
  private final Export export;
  private int parts;

  Claim(DataSource database, InstantSource clock, Export export) {
    this.database = database;
    this.clock = clock;
    this.export = export;
  }

  public Export export() {
    return export;
  }

  /**
   * Shows that the writer lives, and how far it is.
   *
   * @param total null while it is not counted
   */
  public void beat(long rows, @Nullable Long total) {
    change(
        BEAT,
        statement -> {
          statement.setObject(1, ExportRows.time(clock.instant()));
          statement.setLong(2, rows);
          statement.setObject(3, total);
          mine(statement, 4);
        });
  }

  /** Adds the next part of the file. */
  public void append(byte[] bytes, int length) {
    change(
        APPEND,
        statement -> {
          statement.setObject(1, ExportRows.time(clock.instant()));
          statement.setLong(2, length);
          mine(statement, 3);
          statement.setInt(5, parts);
          statement.setBytes(6, length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
        });
    parts++;
  }

  /** Says that the file is whole. */
  public void finish(long rows, Export.File file) {
    change(
        FINISH,
        statement -> {
          statement.setObject(1, ExportRows.time(clock.instant()));
          statement.setLong(2, rows);
          statement.setLong(3, rows);
          statement.setString(4, file.position());
          statement.setString(5, file.name());
          mine(statement, 6);
        });
  }

  /** Says that there will be no file. */
  public void fail(Export.Failure failure) {
    change(
        FAIL,
        statement -> {
          statement.setObject(1, ExportRows.time(clock.instant()));
          statement.setString(2, failure.name().toLowerCase(Locale.ROOT));
          mine(statement, 3);
        });
  }

  private void mine(PreparedStatement statement, int at) throws SQLException {
    statement.setString(at, export.id());
    statement.setInt(at + 1, export.attempt());
  }

  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  private void change(String sql, Parameters parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      if (statement.executeUpdate() == 0) throw new LostClaimException(export.id());
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }
}
