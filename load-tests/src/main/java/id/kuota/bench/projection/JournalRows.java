package id.kuota.bench.projection;

import id.kuota.bench.surroundings.BenchServer;
import id.kuota.engine.Portable;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.journal.JournalCodec;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes rows into the journal as a node's writer does. Not thread-safe. */
final class JournalRows implements AutoCloseable {

  private static final String INSERT =
      """
      INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
          adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
      SELECT persistence_id, sequence_number, 'bench', ?, '', 7355, manifest, payload
      FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bytea[])
          AS row (persistence_id, sequence_number, manifest, payload)
      """;

  private record Row(String entity, long sequenceNumber, String manifest, byte[] payload) {}

  private final Connection connection;
  private final PreparedStatement insert;
  private final JournalCodec codec = new JournalCodec();
  private final Map<String, Long> sequenceNumbers = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  JournalRows(DatabaseSettings database) throws SQLException {
    this.connection = BenchServer.connect(database);
    this.insert = connection.prepareStatement(INSERT);
  }

  /** One more row for the next write. Returns its sequence number. */
  long add(String entity, Portable event) {
    long number = sequenceNumbers.merge(entity, 1L, Long::sum);
    rows.add(new Row(entity, number, codec.manifest(event), codec.encode(event)));
    return number;
  }

  int size() {
    return rows.size();
  }

  /**
   * Writes what was added, in one transaction, which has ended when this returns.
   *
   * @return how many rows
   */
  int write() throws SQLException {
    insert.setLong(1, System.currentTimeMillis());
    insert.setArray(2, array("text", rows.stream().map(Row::entity).toArray(String[]::new)));
    insert.setArray(
        3, array("bigint", rows.stream().map(Row::sequenceNumber).toArray(Long[]::new)));
    insert.setArray(4, array("text", rows.stream().map(Row::manifest).toArray(String[]::new)));
    insert.setArray(5, array("bytea", rows.stream().map(Row::payload).toArray(byte[][]::new)));
    rows.clear();
    return insert.executeUpdate();
  }

  private Array array(String type, Object[] values) throws SQLException {
    return connection.createArrayOf(type, values);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
