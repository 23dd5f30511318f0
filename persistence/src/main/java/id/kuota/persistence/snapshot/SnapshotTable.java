package id.kuota.persistence.snapshot;

import id.kuota.persistence.lease.FencedException;
import id.kuota.persistence.lease.WriteFence;
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

  private static final String INSERT =
      """
      INSERT INTO snapshot (persistence_id, sequence_number, created,
                            snapshot_ser_id, snapshot_ser_manifest, snapshot_payload)
      """;

  private static final String REPLACE =
      """

      ON CONFLICT (persistence_id, sequence_number) DO UPDATE SET
        created = excluded.created,
        snapshot_ser_id = excluded.snapshot_ser_id,
        snapshot_ser_manifest = excluded.snapshot_ser_manifest,
        snapshot_payload = excluded.snapshot_payload
      """;

  private static final String SAVE = INSERT + "VALUES (?, ?, ?, ?, ?, ?)" + REPLACE;

  /**
   * Of a state that is ahead of the journal no snapshot may be left: others would start from it.
   */
  private static final String FENCED_SAVE =
      WriteFence.LEASE
          + INSERT
          + "SELECT ?::text, ?::bigint, ?::bigint, ?::integer, ?::text, ?::bytea FROM lease"
          + REPLACE;

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

  /**
   * Saves a snapshot, in place of one with its number.
   *
   * @param fence under which it is written; empty: without one
   * @throws FencedException if the epoch is fenced, or the history another; nothing was written
   */
  void save(SnapshotRow row, Optional<WriteFence> fence) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(fence.isPresent() ? FENCED_SAVE : SAVE)) {
      int next = fence.isPresent() ? fence.get().bind(statement) : 1;
      statement.setString(next++, row.persistenceId());
      statement.setLong(next++, row.sequenceNumber());
      statement.setLong(next++, row.created());
      statement.setInt(next++, row.serializerId());
      statement.setString(next++, row.manifest());
      statement.setBytes(next, row.payload());
      if (statement.executeUpdate() == 0) throw new FencedException(fence);
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
