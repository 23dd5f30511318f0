package id.kuota.persistence.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The statements on {@code node_lease} and {@code cluster_identity}. */
final class LeaseTable {

  /** Guards founding, joining and fencing: one at a time in a database. "kuotalea" as a number. */
  private static final long LOCK = 0x6B756F74616C6561L;

  /** Ended leases are kept for those who ask later what has happened. */
  private static final String OLD = "interval '30 days'";

  private LeaseTable() {}

  /** Waits for the lock, until the transaction ends. */
  static void lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }

  /** Gives up a wait for a lock after this time, until the transaction ends. */
  static void waitAtMost(Connection connection, Duration wait) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL lock_timeout = " + wait.toMillis());
    }
  }

  /** Returns the greatest epoch; epochs are given one after the other, under the lock. */
  static long latestEpoch(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT max(epoch) FROM node_lease");
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Returns the leases that are not fenced, the oldest first. */
  static List<NodeLease> open(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT epoch, cluster_id, address, version,
                  extract(epoch FROM clock_timestamp() - renewed_at) * 1000, hears, connections,
                  joined_at IS NOT NULL
                FROM node_lease WHERE fenced_at IS NULL ORDER BY epoch
                """);
        ResultSet result = statement.executeQuery()) {
      var leases = new ArrayList<NodeLease>();
      while (result.next()) {
        leases.add(lease(result));
      }
      return leases;
    }
  }

  /**
   * Returns the latest starts of nodes, the oldest first: all that are not fenced, and some more.
   */
  static List<LeaseRecord> latest(Connection connection, int ended) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT epoch, cluster_id, address, version,
              extract(epoch FROM clock_timestamp() - renewed_at) * 1000, hears, connections,
              joined_at IS NOT NULL, acquired_at, fenced_by, fence_reason, fenced_at IS NOT NULL
            FROM node_lease
            WHERE fenced_at IS NULL OR epoch IN (
              SELECT epoch FROM node_lease WHERE fenced_at IS NOT NULL
              ORDER BY fenced_at DESC LIMIT ?)
            ORDER BY epoch
            """)) {
      statement.setInt(1, ended);
      try (ResultSet result = statement.executeQuery()) {
        var records = new ArrayList<LeaseRecord>();
        while (result.next()) {
          NodeLease lease = lease(result);
          records.add(
              new LeaseRecord(
                  lease,
                  result.getObject(9, OffsetDateTime.class).toInstant(),
                  result.getBoolean(12)
                      ? Optional.of(
                          new Fencing(lease.epoch(), result.getString(10), result.getString(11)))
                      : Optional.empty()));
        }
        return records;
      }
    }
  }

  private static NodeLease lease(ResultSet result) throws SQLException {
    return new NodeLease(
        result.getLong(1),
        result.getString(2),
        result.getString(3),
        result.getString(4),
        Duration.ofMillis(result.getLong(5)),
        Set.of((String[]) result.getArray(6).getArray()),
        result.getInt(7),
        result.getBoolean(8));
  }

  /** Returns the identity of the cluster that owns the journal; it gets this one if it has none. */
  static String identity(Connection connection, String fresh) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO cluster_identity (cluster_id) VALUES (?)
            ON CONFLICT (only_row) DO UPDATE SET cluster_id = cluster_identity.cluster_id
            RETURNING cluster_id
            """)) {
      statement.setString(1, fresh);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  /**
   * Takes a new lease.
   *
   * @param connections that the node opens at most; 0 if that is not known
   * @param isMember whether the node founds the cluster
   */
  static WriteFence insert(
      Connection connection,
      String cluster,
      String address,
      String version,
      int connections,
      boolean isMember)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO node_lease (cluster_id, address, version, hears, connections, joined_at)
            VALUES (?, ?, ?, ARRAY[?], nullif(?, 0), CASE WHEN ? THEN clock_timestamp() END)
            RETURNING epoch, server_history
            """)) {
      statement.setString(1, cluster);
      statement.setString(2, address);
      statement.setString(3, version);
      statement.setString(4, address);
      statement.setInt(5, connections);
      statement.setBoolean(6, isMember);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return new WriteFence(result.getLong(1), result.getString(2));
      }
    }
  }

  /** Notes that the node is a member. */
  static void joined(Connection connection, long epoch) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE node_lease SET joined_at = clock_timestamp() WHERE epoch = ?")) {
      statement.setLong(1, epoch);
      statement.executeUpdate();
    }
  }

  /** Notes how many orders a second the node sold in its warm-up. */
  static void measured(Connection connection, long epoch, int ordersPerSecond) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE node_lease SET orders_per_second = ? WHERE epoch = ?")) {
      statement.setInt(1, ordersPerSecond);
      statement.setLong(2, epoch);
      statement.executeUpdate();
    }
  }

  /** Returns whether the lease was renewed; it is not if it is fenced, or of another history. */
  static boolean renew(Connection connection, WriteFence lease, Set<String> hears)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            UPDATE node_lease SET renewed_at = clock_timestamp(), hears = ?
            WHERE epoch = ? AND fenced_at IS NULL
              AND server_history = ? AND server_history = server_history()
            """)) {
      statement.setArray(1, connection.createArrayOf("text", hears.toArray(String[]::new)));
      statement.setLong(2, lease.epoch());
      statement.setString(3, lease.history());
      return statement.executeUpdate() == 1;
    }
  }

  /**
   * Fences a lease. Waits for the writes under it that are in flight: they hold the row by KEY
   * SHARE, which FOR UPDATE conflicts with and a renewal does not.
   *
   * @param staleFor only if it was not renewed for longer than this
   * @return whether it was fenced by this call
   */
  static boolean fence(
      Connection connection, long epoch, String by, String reason, Duration staleFor)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            WITH victim AS MATERIALIZED (
              SELECT epoch FROM node_lease
              WHERE epoch = ? AND fenced_at IS NULL
                AND renewed_at <= clock_timestamp() - make_interval(secs => ?)
              FOR UPDATE)
            UPDATE node_lease SET fenced_at = clock_timestamp(), fenced_by = ?, fence_reason = ?
            FROM victim WHERE node_lease.epoch = victim.epoch
            """)) {
      statement.setLong(1, epoch);
      statement.setDouble(2, staleFor.toMillis() / 1e3);
      statement.setString(3, by);
      statement.setString(4, reason);
      return statement.executeUpdate() == 1;
    }
  }

  /** Returns how a lease ended; empty if it has not. */
  static Optional<Fencing> fencing(Connection connection, long epoch) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT fenced_by, fence_reason FROM node_lease
            WHERE epoch = ? AND fenced_at IS NOT NULL
            """)) {
      statement.setLong(1, epoch);
      try (ResultSet result = statement.executeQuery()) {
        return result.next()
            ? Optional.of(new Fencing(epoch, result.getString(1), result.getString(2)))
            : Optional.empty();
      }
    }
  }

  /** Returns the history that the server continues. */
  static String history(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT server_history()")) {
      result.next();
      return result.getString(1);
    }
  }

  /** Fences all leases that were taken in another history: their nodes write nothing any more. */
  static void fenceOtherHistories(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            UPDATE node_lease SET fenced_at = clock_timestamp(), fenced_by = ?, fence_reason = ?
            WHERE fenced_at IS NULL AND server_history <> server_history()
            """)) {
      statement.setString(1, Fencing.BY_DATABASE);
      statement.setString(2, "the server continues another history");
      statement.executeUpdate();
    }
  }

  static void deleteOld(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM node_lease WHERE fenced_at < clock_timestamp() - " + OLD)) {
      statement.executeUpdate();
    }
  }
}
