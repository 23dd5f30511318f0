package id.kuota.bench.surroundings;

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
public final class JournalRows implements AutoCloseable {

  private static final String INSERT =
      """
      INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
          adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
      SELECT persistence_id, sequence_number, 'bench', ?, '', 7355, manifest, payload
      FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bytea[])
          AS row (persistence_id, sequence_number, manifest, payload)
      """;

  private final Connection connection;
  private final long after;
  private final PreparedStatement insert;
  private final JournalCodec codec = new JournalCodec();
  private final Map<String, Long> sequenceNumbers = new HashMap<>();
  private final List<String> entities = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();
  private final List<String> manifests = new ArrayList<>();
  private final List<byte[]> payloads = new ArrayList<>();

  public JournalRows(DatabaseSettings database) throws SQLException {
    this(database, 0);
  }

  /** Creates the same for entities whose last row has this sequence number. */
  public JournalRows(DatabaseSettings database, long after) throws SQLException {
    this.after = after;
    this.connection = BenchServer.connect(database);
    this.insert = connection.prepareStatement(INSERT);
  }

  /** One more row for the next write. Returns its sequence number. */
  public long add(String entity, Portable event) {
    long number = sequenceNumbers.merge(entity, after + 1, (last, _) -> last + 1);
    entities.add(entity);
    numbers.add(number);
    manifests.add(codec.manifest(event));
    payloads.add(codec.encode(event));
    return number;
  }

  public int size() {
    return entities.size();
  }

  /**
   * Writes what was added, in one transaction, which has ended when this returns.
   *
   * @return how many rows
   */
  public int write() throws SQLException {
    insert.setLong(1, System.currentTimeMillis());
    insert.setArray(2, array("text", entities.toArray(String[]::new)));
    insert.setArray(3, array("bigint", numbers.toArray(Long[]::new)));
    insert.setArray(4, array("text", manifests.toArray(String[]::new)));
    insert.setArray(5, array("bytea", payloads.toArray(byte[][]::new)));
    entities.clear();
    numbers.clear();
    manifests.clear();
    payloads.clear();
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
