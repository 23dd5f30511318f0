package id.kuota.http.cli;

import id.kuota.engine.telemetry.Telemetry;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** What {@code kuota doctor} says of the standby from which reports and lists are read. */
final class ReplicaFinding {

  private static final String SUBJECT = "replica";

  /** A standby may be so far behind without anything being wrong: nodes write twice a second. */
  private static final Duration LAG_MAX = Duration.ofSeconds(5);

  private static final String LOOK =
      """
      SELECT (pg_control_system()).system_identifier, pg_is_in_recovery(),
             extract(epoch FROM now() - pg_last_xact_replay_timestamp()),
             (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                   ELSE pg_current_wal_lsn() END - '0/0')::bigint
      """;

  /**
   * One server.
   *
   * @param lag age of the last transaction that a standby has replayed
   * @param position in the log, in bytes: written, or replayed by a standby
   */
  private record Server(long identifier, boolean isStandby, Duration lag, long position) {

    static Server look(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(LOOK)) {
        row.next();
        return new Server(
            row.getLong(1),
            row.getBoolean(2),
            Duration.ofMillis((long) (row.getDouble(3) * 1_000)),
            row.getLong(4));
      }
    }
  }

  private ReplicaFinding() {}

  /**
   * Looks at the standby, if one is set.
   *
   * @param database a connection to the database that it follows
   */
  static Finding look(Optional<DatabaseSettings> settings, Connection database) {
    return settings
        .map(standby -> look(standby, database))
        .orElseGet(() -> Finding.fit(SUBJECT, "none: reports are read from the database itself"));
  }

  private static Finding look(DatabaseSettings settings, Connection database) {
    try (Database replica = Database.openReplica(settings, Telemetry.NONE);
        Connection connection = replica.dataSource().getConnection()) {
      Server written = Server.look(database); // First: the standby may only be ahead of it.
      return finding(settings, Server.look(connection), written);
    } catch (SQLException e) {
      return Finding.unfit(
          SUBJECT,
          settings.shownUrl() + " does not answer: " + e.getMessage(),
          "Start the standby, or unset KUOTA_DATABASE_REPLICA_URL: reports answer 503 without it.");
    }
  }

  private static Finding finding(DatabaseSettings settings, Server replica, Server database) {
    if (replica.identifier() != database.identifier()) {
      return Finding.unfit(
          SUBJECT,
          settings.shownUrl() + " is a server of its own and does not follow the database",
          "Set KUOTA_DATABASE_REPLICA_URL to a streaming standby of the database.");
    }
    if (!replica.isStandby()) {
      return Finding.unfit(
          SUBJECT,
          settings.shownUrl() + " takes writes: it is the database itself, or was promoted",
          "Set KUOTA_DATABASE_REPLICA_URL to a standby, or unset it.");
    }
    if (replica.position() >= database.position()) {
      return Finding.fit(SUBJECT, "standby at %s, has all".formatted(settings.shownUrl()));
    }
    String found =
        "standby at %s, %.1f s behind"
            .formatted(settings.shownUrl(), replica.lag().toMillis() / 1_000.0);
    return replica.lag().compareTo(LAG_MAX) <= 0
        ? Finding.fit(SUBJECT, found)
        : Finding.unfit(SUBJECT, found, "Look at pg_stat_replication on the database.");
  }
}
