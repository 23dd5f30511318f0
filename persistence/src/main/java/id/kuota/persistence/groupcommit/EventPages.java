package id.kuota.persistence.groupcommit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads the events of one entity, a page at a time, and insists that none is missing. */
final class EventPages {

  /** What {@link #row} and {@link #isDeleted} read, in this order, from the first column on. */
  static final String COLUMNS =
      "sequence_number, writer, write_timestamp, adapter_manifest, event_ser_id,"
          + " event_ser_manifest, event_payload, deleted";

  private static final String PAGE =
      """
      SELECT %s
      FROM event_journal
      WHERE persistence_id = ? AND sequence_number BETWEEN ? AND ?
      ORDER BY sequence_number
      LIMIT ?
      """
          .formatted(COLUMNS);

  private static final String MARK_DELETED =
      """
      UPDATE event_journal SET deleted = true
      WHERE persistence_id = ? AND sequence_number <= ? AND NOT deleted
      """;

  /**
   * A stretch of a stream.
   *
   * @param events those that are not deleted, in order
   * @param next the number after the last row that was read
   */
  record Page(List<EventRow> events, long next) {}

  private final DataSource database;
  private final int pageRows;

  EventPages(DataSource database, int pageRows) {
    this.database = database;
    this.pageRows = pageRows;
  }

  /**
   * Blocks for one query.
   *
   * @param to the last event, which must exist; {@link Long#MAX_VALUE} for wherever the stream ends
   * @param most how many events are wanted
   * @return empty at the end of the stream
   * @throws JournalGapException if a row is missing before, between or after those that are there
   */
  Optional<Page> read(String persistenceId, long from, long to, long most) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setString(1, persistenceId);
      statement.setLong(2, from);
      statement.setLong(3, to);
      statement.setLong(4, Math.min(most, pageRows));
      var events = new ArrayList<EventRow>();
      long next = from;
      try (ResultSet result = statement.executeQuery()) {
        for (; result.next(); next++) {
          EventRow row = row(persistenceId, result);
          if (row.sequenceNumber() != next) throw new JournalGapException(persistenceId, next);
          if (!isDeleted(result)) events.add(row);
        }
      }
      if (next > from) return Optional.of(new Page(events, next));
      if (to < Long.MAX_VALUE) throw new JournalGapException(persistenceId, next);
      return Optional.empty();
    }
  }

  static EventRow row(String persistenceId, ResultSet result) throws SQLException {
    return new EventRow(
        persistenceId,
        result.getLong(1),
        result.getString(2),
        result.getLong(3),
        result.getString(4),
        result.getInt(5),
        result.getString(6),
        result.getBytes(7));
  }

  static boolean isDeleted(ResultSet result) throws SQLException {
    return result.getBoolean(8);
  }

  void markDeleted(String persistenceId, long to) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(MARK_DELETED)) {
      statement.setString(1, persistenceId);
      statement.setLong(2, to);
      statement.executeUpdate();
    }
  }
}
