package id.kuota.persistence.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The table of the snapshots. Every method blocks for a connection and one statement. A bound of
 * {@link Long#MAX_VALUE} is none. Thread-safe.
 */
final class SnapshotTable {

  private static final String SAVE =
      """
      INSERT INTO snapshot (persistence_id, sequence_number, created,
                            snapshot_ser_id, snapshot_ser_manifest, snapshot_payload)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (persistence_id, sequence_number) DO UPDATE SET
        created = excluded.created,
        snapshot_ser_id = excluded.snapshot_ser_id,
        snapshot_ser_manifest = excluded.snapshot_ser_manifest,
        snapshot_payload = excluded.snapshot_payload
      """;

  private static final String NEWEST =
      """
      SELECT sequence_number, created, snapshot_ser_id, snapshot_ser_manifest, snapshot_payload
      FROM snapshot
      WHERE persistence_id = ? AND sequence_number <= ? AND created <= ?
      ORDER BY sequence_number DESC
      LIMIT 1
      """;

  private static final String DELETE =
      "DELETE FROM snapshot WHERE persistence_id = ? AND sequence_number = ?";

  private static final String DELETE_UP_TO =
      "DELETE FROM snapshot WHERE persistence_id = ? AND sequence_number <= ? AND created <= ?";

  private final DataSource database;

  SnapshotTable(DataSource database) {
    this.database = database;
  }

  /** Saves a snapshot, in place of one with its number. */
  void save(SnapshotRow row) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SAVE)) {
      statement.setString(1, row.persistenceId());
      statement.setLong(2, row.sequenceNumber());
      statement.setLong(3, row.created());
      statement.setInt(4, row.serializerId());
      statement.setString(5, row.manifest());
      statement.setBytes(6, row.payload());
      statement.executeUpdate();
    }
  }

  /**
   * Returns the one with the highest number within the bounds.
   *
   * @param maxCreated milliseconds of the epoch, inclusive
   */
  Optional<SnapshotRow> newest(String persistenceId, long maxSequenceNumber, long maxCreated)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(NEWEST)) {
      statement.setString(1, persistenceId);
      statement.setLong(2, maxSequenceNumber);
      statement.setLong(3, maxCreated);
      try (ResultSet found = statement.executeQuery()) {
        if (!found.next()) return Optional.empty();
        return Optional.of(
            new SnapshotRow(
                persistenceId,
                found.getLong(1),
                found.getLong(2),
                found.getInt(3),
                found.getString(4),
                found.getBytes(5)));
      }
    }
  }

  void delete(String persistenceId, long sequenceNumber) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setString(1, persistenceId);
      statement.setLong(2, sequenceNumber);
      statement.executeUpdate();
    }
  }

  /**
   * All within the bounds.
   *
   * @param maxCreated milliseconds of the epoch, inclusive
   */
  void deleteUpTo(String persistenceId, long maxSequenceNumber, long maxCreated)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE_UP_TO)) {
      statement.setString(1, persistenceId);
      statement.setLong(2, maxSequenceNumber);
      statement.setLong(3, maxCreated);
      statement.executeUpdate();
    }
  }
}
