package id.kuota.http.cli;

import com.typesafe.config.Config;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.SettingException;
import id.kuota.persistence.database.ConnectionBudget;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.Pooler;
import id.kuota.persistence.database.ServerPlaces;
import id.kuota.persistence.journal.JournalConfig;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLease;
import id.kuota.persistence.lease.NodeLeases;
import id.kuota.persistence.lease.PlacesDecision;
import id.kuota.persistence.readmodel.TopStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code kuota doctor} says of the database: whether it answers, what lies between, places.
 */
final class DatabaseFindings {

  private static final String SUBJECT = "database";

  private DatabaseFindings() {}

  static List<Finding> look() {
    Config config = ServeCommand.config(null, null);
    Optional<RunningNode> running = RunningNode.find();
    if (config.getString("kuota.database.url").isBlank() && running.isEmpty()) {
      return List.of(Finding.fit(SUBJECT, "none set: `kuota dev` brings its own"));
    }
    try {
      return look(DatabaseAccess.settings(null), config, running.isPresent());
    } catch (SettingException e) {
      return List.of(Finding.unfit(SUBJECT, "settings", String.valueOf(e.getMessage())));
    } catch (SQLException | RuntimeException e) {
      return List.of(
          Finding.unfit(
              SUBJECT,
              String.valueOf(e.getMessage()),
              "Check KUOTA_DATABASE_URL, user and password."));
    }
  }

  private static List<Finding> look(DatabaseSettings settings, Config config, boolean isRunning)
      throws SQLException {
    if (Pooler.sharesSessions(settings)) { // Nothing else is reliable then.
      return List.of(Finding.unfit("sessions", "shared by clients of a pooler", Pooler.REMEDY));
    }
    try (Database database = Database.open(settings);
        Connection connection = database.dataSource().getConnection()) {
      return List.of(
          Finding.fit(
              SUBJECT,
              "PostgreSQL %s at %s"
                  .formatted(
                      connection.getMetaData().getDatabaseProductVersion(), settings.shownUrl())),
          Finding.fit("sessions", "each connection has one of its own"),
          places(connection, settings, config, isRunning),
          statements(connection),
          ReplicaFinding.look(NodeSettings.readReplica(config), connection));
    }
  }

  /** An installation without it sells as well, so that it is no fault. */
  private static Finding statements(Connection connection) throws SQLException {
    return Finding.fit(
        "statements",
        switch (TopStatements.read(connection)) {
          case TopStatements.Answer.Counted _ ->
              "counted by pg_stat_statements: GET /v1/admin/statements";
          case TopStatements.Answer.NotCounted(var missing) ->
              "not counted, %s; for GET /v1/admin/statements: %s"
                  .formatted(missing.reason(), TopStatements.Missing.REMEDY);
        });
  }

  private static Finding places(
      Connection connection, DatabaseSettings settings, Config config, boolean isRunning)
      throws SQLException {
    boolean warmsUp = !config.getDuration("kuota.warm-up.time").equals(Duration.ZERO);
    var budget = ConnectionBudget.of(JournalConfig.of(settings), settings, warmsUp);
    ServerPlaces places = ServerPlaces.read(connection);
    List<NodeLease> live = live(connection, settings, config);
    int declared = live.stream().mapToInt(NodeLease::connections).sum();
    String found =
        "a node opens up to %d (%s); the server allows %d (%s); live nodes: %d, up to %d"
            .formatted(
                budget.total(), budget, places.places(), places.bound(), live.size(), declared);
    if (isRunning) return Finding.fit("connections", found); // Its own are among them.
    return PlacesDecision.refusal(budget.total(), settings.poolSize(), live, places)
        .map(remedy -> Finding.unfit("connections", found, remedy))
        .orElseGet(() -> Finding.fit("connections", found));
  }

  /** None where the tables are not there yet: the first node makes them. */
  private static List<NodeLease> live(
      Connection connection, DatabaseSettings settings, Config config) throws SQLException {
    try (var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('node_lease')"
                    + " AND attname = 'connections'")) {
      if (!result.next()) return List.of();
    }
    LeaseTimes times = LeaseTimes.of(NodeSettings.readLease(config));
    return new NodeLeases(settings, times).live();
  }
}
