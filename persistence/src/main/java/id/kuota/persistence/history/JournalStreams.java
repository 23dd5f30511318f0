package id.kuota.persistence.history;

import id.kuota.engine.JournalEvent;
import id.kuota.persistence.journal.JournalCodec;
import id.kuota.persistence.projection.JournalPosition;
import id.kuota.persistence.projection.JournalRow;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads streams of the journal by its primary key. Thread-safe. */
final class JournalStreams {

  private static final String COLUMNS =
      """
      SELECT tx_id::text::bigint, ordering, persistence_id, sequence_number,
             coalesce(write_timestamp, 0), event_ser_manifest, event_payload
      FROM event_journal
      """;

  private static final String STREAM =
      COLUMNS
          + """
          WHERE persistence_id = ? AND sequence_number > ? AND sequence_number <= ?
          ORDER BY sequence_number
          """;

  private static final String STREAMS =
      COLUMNS
          + """
          WHERE persistence_id = ANY (?) ORDER BY persistence_id, sequence_number LIMIT ?
          """;

  // The bytes of a text of a few dozen ASCII letters lie in the payload as they are: so the server
  // looks through the batches, and only those that name the owner are sent and decoded.
  private static final String NAMING =
      COLUMNS
          + """
          WHERE persistence_id = ? AND sequence_number > ? AND sequence_number <= ?
            AND position(?::bytea IN event_payload) > 0
          ORDER BY sequence_number DESC
          """;

  // The events of one entity have growing numbers and growing orderings, since each is written
  // after
  // the commit of the one before. So one statement halves the numbers until one is left.
  private static final String LAST_BEFORE =
      """
      WITH RECURSIVE search (low, high) AS (
        SELECT 0::bigint, coalesce(max(sequence_number), 0)
        FROM event_journal WHERE persistence_id = ?
        UNION ALL
        SELECT CASE WHEN probe.ordering < ? THEN middle ELSE low END,
               CASE WHEN probe.ordering < ? THEN high ELSE middle - 1 END
        FROM search,
          LATERAL (SELECT (low + high + 1) / 2 AS middle) half,
          LATERAL (
            SELECT ordering FROM event_journal
            WHERE persistence_id = ? AND sequence_number = middle) probe
        WHERE low < high)
      SELECT low FROM search WHERE low = high
      """;

  private static final String HEAD =
      """
      SELECT j.tx_id::text::bigint, j.ordering FROM event_journal j
      ORDER BY j.tx_id DESC, j.ordering DESC LIMIT 1
      """;

  private final JournalCodec codec = new JournalCodec();

  /** Returns the events of one stream from {@code after}, exclusive, to {@code last}. */
  List<JournalRow> read(Connection connection, String stream, long after, long last)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STREAM)) {
      statement.setString(1, stream);
      statement.setLong(2, after);
      statement.setLong(3, last);
      return rows(statement);
    }
  }

  /** Returns the events of these streams, one stream after the other. */
  List<JournalRow> read(Connection connection, List<String> streams, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STREAMS)) {
      statement.setArray(1, connection.createArrayOf("text", streams.toArray()));
      statement.setInt(2, limit);
      return rows(statement);
    }
  }

  /** Returns the events within the bounds of {@link #read} that name an id, the latest first. */
  List<JournalRow> naming(Connection connection, String stream, long after, long last, String id)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NAMING)) {
      statement.setString(1, stream);
      statement.setLong(2, after);
      statement.setLong(3, last);
      statement.setBytes(4, id.getBytes(StandardCharsets.US_ASCII));
      return rows(statement);
    }
  }

  /**
   * Returns the number of a stream's last event before a row of the journal; 0 if there is none.
   */
  long lastBefore(Connection connection, String stream, JournalPosition row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LAST_BEFORE)) {
      statement.setString(1, stream);
      statement.setLong(2, row.ordering());
      statement.setLong(3, row.ordering());
      statement.setString(4, stream);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? result.getLong(1) : 0;
      }
    }
  }

  /** Returns the last row of the journal. */
  static JournalPosition head(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HEAD);
        ResultSet result = statement.executeQuery()) {
      return result.next()
          ? new JournalPosition(result.getLong(1), result.getLong(2))
          : JournalPosition.START;
    }
  }

  private List<JournalRow> rows(PreparedStatement statement) throws SQLException {
    var rows = new ArrayList<JournalRow>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        JournalEvent event = codec.decodeEvent(result.getString(6), result.getBytes(7));
        rows.add(
            new JournalRow(
                new JournalPosition(result.getLong(1), result.getLong(2)),
                result.getString(3),
                result.getLong(4),
                Instant.ofEpochMilli(result.getLong(5)),
                event));
      }
    }
    return rows;
  }
}
