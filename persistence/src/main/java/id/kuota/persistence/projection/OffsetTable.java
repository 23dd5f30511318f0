package id.kuota.persistence.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table {@code projection}: each projection's position and turn. */
final class OffsetTable {

  /** How a loop does, as far as the table knows. */
  enum State {
    RUNNING("running"),
    RETRYING("retrying"),
    FAILED("failed");

    private final String word;

    State(String word) {
      this.word = word;
    }
  }

  // The statements of a step are planned for the tables as they are at that moment. A plan that was
  // kept since they were empty would read them from end to end for every row of a batch.
  //
  // A step does not wait for the disk: rows and offset are lost together or not at all, and what a
  // crash takes back is read from the journal again.
  private static final String TAKE_TURN =
      """
      SELECT pg_try_advisory_xact_lock(hashtextextended('kuota projection ' || ?, 0)),
             set_config('plan_cache_mode', 'force_custom_plan', true),
             set_config('synchronous_commit', 'off', true)
      """;

  private static final String AWAIT_TURN =
      """
      SELECT pg_advisory_xact_lock(hashtextextended('kuota projection ' || ?, 0)),
             set_config('plan_cache_mode', 'force_custom_plan', true)
      """;

  private static final String READ =
      """
      SELECT tx_id::text::bigint, ordering, tx_id < pg_snapshot_xmax(pg_current_snapshot()), node
      FROM projection WHERE name = ?
      """;

  private static final String LOCK =
      """
      SELECT 1 FROM projection
      WHERE name = ? AND tx_id = ?::text::xid8 AND ordering = ?
      FOR UPDATE SKIP LOCKED
      """;

  private static final String MOVE =
      """
      UPDATE projection
      SET tx_id = ?::text::xid8, ordering = ?, written_at = ?, applied = applied + ?,
          state = 'running', failure = NULL,
          node_since = CASE WHEN node = ? THEN node_since ELSE clock_timestamp() END, node = ?
      WHERE name = ?
      """;

  private static final String RECOVERED =
      """
      UPDATE projection SET state = 'running', failure = NULL
      WHERE name = ? AND state = 'retrying'
      """;

  private static final String HAS_FAILED =
      "SELECT 1 FROM projection WHERE name = ? AND state = 'failed'";

  private static final String NOTE = "UPDATE projection SET state = ?, failure = ? WHERE name = ?";

  /**
   * Where a projection stands.
   *
   * @param node that has applied the last batch; null before the first one
   */
  record Cursor(JournalPosition position, @Nullable String node) {

    boolean isOfAnother(String self) {
      return node != null && !node.equals(self);
    }
  }

  private OffsetTable() {}

  /**
   * Takes the turn of this projection until the end of the transaction, unless another has it. An
   * advisory lock, because it gives the transaction no id; see {@link ProjectionBatch}.
   */
  static boolean takeTurn(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TAKE_TURN)) {
      statement.setString(1, name);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  /** Takes the turn when its holder is done; waits as long as {@code lock_timeout} says. */
  static void awaitTurn(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(AWAIT_TURN)) {
      statement.setString(1, name);
      statement.execute();
    }
  }

  /**
   * @throws ProjectionFailedException if the projection is unknown, or the server has not begun the
   *     transaction that it stands at: then journal and position come from another server
   */
  static Cursor read(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, name);
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          throw new ProjectionFailedException("the table projection has no row for " + name);
        }
        var position = new JournalPosition(result.getLong(1), result.getLong(2));
        if (!result.getBoolean(3)) {
          throw new ProjectionFailedException(
              """
              %s stands at transaction %d, which this server has not reached: the journal was \
              restored from another server. Before anything is written, set tx_id of all its rows \
              to 3, then rebuild the projection"""
                  .formatted(name, position.transaction()));
        }
        return new Cursor(position, result.getString(4));
      }
    }
  }

  /** Locks the projection's row if it is still at this position and not locked. */
  static boolean lock(Connection connection, String name, JournalPosition position)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, name);
      statement.setString(2, Long.toString(position.transaction()));
      statement.setLong(3, position.ordering());
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  /** Moves the projection behind {@code rows} that a node has applied, the last of them here. */
  static void move(
      Connection connection,
      String name,
      JournalPosition to,
      Instant writtenAt,
      int rows,
      String node)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setString(1, Long.toString(to.transaction()));
      statement.setLong(2, to.ordering());
      statement.setLong(3, writtenAt.toEpochMilli());
      statement.setLong(4, rows);
      statement.setString(5, node);
      statement.setString(6, node);
      statement.setString(7, name);
      statement.executeUpdate();
    }
  }

  /** Makes visible how the loop does. */
  static void note(Connection connection, String name, State state, String reason)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
      statement.setString(1, state.word);
      statement.setString(2, reason);
      statement.setString(3, name);
      statement.executeUpdate();
    }
  }

  /** Returns whether it is noted that the projection stands at an event. */
  static boolean hasFailed(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HAS_FAILED)) {
      statement.setString(1, name);
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  /** Takes back that the loop is retrying. Does not take back that it has failed: a row does. */
  static void noteRecovered(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RECOVERED)) {
      statement.setString(1, name);
      statement.executeUpdate();
    }
  }
}
