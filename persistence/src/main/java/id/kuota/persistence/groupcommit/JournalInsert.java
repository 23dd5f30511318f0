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

  private static final String INSERT =
      """
      INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
          adapter_manifest, event_ser_id, event_ser_manifest, event_payload, meta_payload)
      SELECT * FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[],
          ?::text[], ?::integer[], ?::text[], ?::bytea[], ?::bytea[])
      """;

  private static final String FENCED_INSERT =
      WriteFence.LEASE
          + """
          INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
              adapter_manifest, event_ser_id, event_ser_manifest, event_payload, meta_payload)
          SELECT rows.* FROM lease, unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[],
              ?::text[], ?::integer[], ?::text[], ?::bytea[], ?::bytea[]) AS rows
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
   * Writes all rows in one statement and one transaction. The connection commits by itself.
   *
   * @param fence under which they are written; empty: without one
   * @throws FencedException if the epoch is fenced, or the history another; nothing was written
   */
  static void insert(Connection connection, List<EventRow> rows, Optional<WriteFence> fence)
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
      statement.setArray(next, connection.createArrayOf("bytea", traces));
      if (statement.executeUpdate() != size) throw new FencedException(fence);
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
}
