package id.kuota.persistence.groupcommit;

import id.kuota.persistence.lease.FencedException;
import id.kuota.persistence.lease.WriteFence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statements of the write path. The text of the insert is constant whatever the number of rows,
 * so the server plans it once; arrays go in binary form.
 */
final class JournalInsert {

  private static final String COLUMNS =
      """
      persistence_id, sequence_number, writer, write_timestamp,
          adapter_manifest, event_ser_id, event_ser_manifest, event_payload, meta_payload\
      """;

  /** A row that begins an unread stream is left out if the stream is there. */
  private static final String ROWS =
      """
      unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[],
          ?::text[], ?::integer[], ?::text[], ?::bytea[], ?::bytea[], ?::boolean[])
          AS rows (%s, is_unread)
      WHERE NOT rows.is_unread OR (
          SELECT 1 FROM event_journal j
          WHERE j.persistence_id = rows.persistence_id AND j.sequence_number = 1 LIMIT 1) IS NULL
      """
          .formatted(COLUMNS);

  private static final String INSERT =
      "INSERT INTO event_journal (%1$s)\nSELECT %1$s FROM %2$s".formatted(COLUMNS, ROWS);

  private static final String FENCED_INSERT =
      WriteFence.LEASE
          + "INSERT INTO event_journal (%1$s)\nSELECT %1$s FROM lease, %2$s"
              .formatted(COLUMNS, ROWS);

  /** Which streams have a first event. */
  private static final String KNOWN =
      """
      SELECT persistence_id FROM event_journal
      WHERE persistence_id = ANY (?::text[]) AND sequence_number = 1
      """;

  private static final String FIND =
      """
      SELECT j.persistence_id, j.sequence_number
      FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bytea[])
          AS w (persistence_id, sequence_number, writer, write_timestamp, event_payload)
      JOIN event_journal j
          USING (persistence_id, sequence_number, writer, write_timestamp, event_payload)
      """;

  /** Where a row lies. */
  record Key(String persistenceId, long sequenceNumber) {

    static Key of(EventRow row) {
      return new Key(row.persistenceId(), row.sequenceNumber());
    }
  }

  private JournalInsert() {}

  /**
   * Writes the rows in one statement and one transaction, but for those that begin an unread stream
   * which has events. The connection commits by itself.
   *
   * @param fence under which they are written; empty: without one
   * @return how many were written
   * @throws FencedException if the epoch is fenced, or the history another; nothing was written. If
   *     all rows begin unread streams, 0 is returned for that too
   */
  static int insert(Connection connection, List<EventRow> rows, Optional<WriteFence> fence)
      throws SQLException {
    int size = rows.size();
    var persistenceIds = new String[size];
    var sequenceNumbers = new long[size];
    var writers = new String[size];
    var timestamps = new long[size];
    var adapters = new String[size];
    var serializers = new int[size];
    var manifests = new String[size];
    var payloads = new byte[size][];
    var traces = new byte[size][]; // Null where a row is not traced.
    var unread = new boolean[size];
    int certain = 0;
    for (int i = 0; i < size; i++) {
      EventRow row = rows.get(i);
      persistenceIds[i] = row.persistenceId();
      sequenceNumbers[i] = row.sequenceNumber();
      writers[i] = row.writer();
      timestamps[i] = row.timestamp();
      adapters[i] = row.adapterManifest();
      serializers[i] = row.serializerId();
      manifests[i] = row.manifest();
      payloads[i] = row.payload();
      byte[] trace = row.trace();
      if (trace != null) traces[i] = trace;
      unread[i] = row.isUnread();
      if (!row.isUnread()) certain++;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(fence.isPresent() ? FENCED_INSERT : INSERT)) {
      int next = fence.isPresent() ? fence.get().bind(statement) : 1;
      statement.setArray(next++, connection.createArrayOf("text", persistenceIds));
      statement.setObject(next++, sequenceNumbers);
      statement.setArray(next++, connection.createArrayOf("text", writers));
      statement.setObject(next++, timestamps);
      statement.setArray(next++, connection.createArrayOf("text", adapters));
      statement.setObject(next++, serializers);
      statement.setArray(next++, connection.createArrayOf("text", manifests));
      statement.setArray(next++, connection.createArrayOf("bytea", payloads));
      statement.setArray(next++, connection.createArrayOf("bytea", traces));
      statement.setObject(next, unread);
      int written = statement.executeUpdate();
      if (written < certain) throw new FencedException(fence);
      return written;
    }
  }

  /**
   * Which of these rows the journal has. A row of another writer is not ours, nor is one of the
   * same writer with other content: an entity that restarts keeps its writer id.
   */
  static Set<Key> find(Connection connection, List<EventRow> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setArray(
          1,
          connection.createArrayOf(
              "text", rows.stream().map(EventRow::persistenceId).toArray(String[]::new)));
      statement.setObject(2, rows.stream().mapToLong(EventRow::sequenceNumber).toArray());
      statement.setArray(
          3,
          connection.createArrayOf(
              "text", rows.stream().map(EventRow::writer).toArray(String[]::new)));
      statement.setObject(4, rows.stream().mapToLong(EventRow::timestamp).toArray());
      statement.setArray(
          5,
          connection.createArrayOf(
              "bytea", rows.stream().map(EventRow::payload).toArray(byte[][]::new)));
      var found = new HashSet<Key>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.add(new Key(result.getString(1), result.getLong(2)));
        }
      }
      return found;
    }
  }

  /** Returns which of these streams have events. */
  static Set<String> known(Connection connection, List<String> streams) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
      statement.setArray(1, connection.createArrayOf("text", streams.toArray(String[]::new)));
      var found = new HashSet<String>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) found.add(result.getString(1));
      }
      return found;
    }
  }
}
