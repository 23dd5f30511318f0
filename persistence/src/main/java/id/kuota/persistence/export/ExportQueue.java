package id.kuota.persistence.export;

import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Exports, as those see them who write. Blocks on the database; thread-safe. Every call throws
 * {@link ReadModelUnavailableException} if the database does not answer.
 */
public final class ExportQueue {

  /** A writer that was silent for so long is taken for dead. */
  public static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  /** Writers of one export: what has ended so many nodes is not begun again. */
  static final int ATTEMPTS_MAX = 3;

  private static final String WHAT = "the exports to write";

  private static final String GIVE_UP =
      """
      UPDATE report_export SET state = 'failed', failure = 'gave_up', size_bytes = 0, ended_at = ?
      WHERE state = 'writing' AND beat_at < ? AND attempt >= ?
      """;

  /** What the exports no longer have: of the last attempt alone there is a file. */
  private static final String DROP_PARTS =
      """
      DELETE FROM report_export_part p USING report_export e
      WHERE e.export_id = p.export_id AND (e.state = 'failed' OR p.attempt < e.attempt)
      """;

  private static final String DROP_OLD = "DELETE FROM report_export WHERE ended_at < ?";

  private static final String CLAIM =
      """
      UPDATE report_export SET state = 'writing', attempt = attempt + 1, beat_at = ?,
        rows_written = 0, rows_total = NULL, size_bytes = 0
      WHERE export_id = (
        SELECT export_id FROM report_export
        WHERE state = 'waiting' OR (state = 'writing' AND beat_at < ?)
        ORDER BY asked_at, export_id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING %s
      """
          .formatted(ExportRows.COLUMNS);

  private final DataSource database;
  private final InstantSource clock;

  public ExportQueue(DataSource database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Deletes what is kept no longer, and gives up what has ended several writers. */
  public void sweep() {
    Instant now = clock.instant();
    try (Connection connection = database.getConnection();
        PreparedStatement giveUp = connection.prepareStatement(GIVE_UP);
        PreparedStatement dropParts = connection.prepareStatement(DROP_PARTS);
        PreparedStatement dropOld = connection.prepareStatement(DROP_OLD)) {
      giveUp.setObject(1, ExportRows.time(now));
      giveUp.setObject(2, ExportRows.time(now.minus(SILENCE_MAX)));
      giveUp.setInt(3, ATTEMPTS_MAX);
      giveUp.executeUpdate();
      dropParts.executeUpdate();
      dropOld.setObject(1, ExportRows.time(now.minus(Exports.KEPT)));
      dropOld.executeUpdate();
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  /** Takes the export that has waited longest; empty if none waits. */
  public Optional<Claim> claim() {
    Instant now = clock.instant();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setObject(1, ExportRows.time(now));
      statement.setObject(2, ExportRows.time(now.minus(SILENCE_MAX)));
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) return Optional.empty();
        return ExportRows.read(row).map(export -> new Claim(database, clock, export));
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }
}
