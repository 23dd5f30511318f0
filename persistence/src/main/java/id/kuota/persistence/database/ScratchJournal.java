package id.kuota.persistence.database;

import id.kuota.persistence.log.PersistenceLog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An empty journal in a schema of its own, for events that are never read: its tables are made like
 * the real ones, which must exist, and are dropped when it is closed. What a killed process left
 * behind is dropped when the next one is created, on any node. For one thread.
 *
 * <p>The tables are not logged: what is written to them reaches neither a standby nor an archive.
 */
public final class ScratchJournal implements AutoCloseable {

  static final String PREFIX = "kuota_scratch_";

  private static final List<String> TABLES = List.of("event_journal", "snapshot");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(ScratchJournal.class);

  /** The user of a scratch schema holds this lock; the server frees it when its process dies. */
  private static final String TRY_LOCK =
      "SELECT pg_try_advisory_lock(hashtext('kuota scratch'), hashtext(?))";

  private static final String UNLOCK =
      "SELECT pg_advisory_unlock(hashtext('kuota scratch'), hashtext(?))";

  private static final String SCHEMAS =
      "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, ?) ORDER BY nspname";

  private final Connection connection;
  private final String schema;
  private final DatabaseSettings settings;

  private ScratchJournal(Connection connection, String schema, DatabaseSettings settings) {
    this.connection = connection;
    this.schema = schema;
    this.settings = settings;
  }

  /**
   * Makes one in this database.
   *
   * @throws SQLException if the database does not answer, or the user may not create schemas
   */
  public static ScratchJournal create(DatabaseSettings database) throws SQLException {
    Connection connection = connect(database);
    try {
      removeAbandoned(connection);
      String schema = PREFIX + UUID.randomUUID().toString().replace("-", "");
      if (!ask(connection, TRY_LOCK, schema)) {
        throw new SQLException("another session holds the lock of a new schema");
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE SCHEMA " + schema);
        for (String table : TABLES) {
          statement.execute(
              "CREATE UNLOGGED TABLE %s.%s (LIKE %s INCLUDING ALL)"
                  .formatted(schema, table, table));
        }
      }
      return new ScratchJournal(connection, schema, within(database, schema));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Returns the same database, where the names of the journal's tables mean these tables. */
  public DatabaseSettings settings() {
    return settings;
  }

  /** Removes the tables. If the database is gone, the next one that is created removes them. */
  @Override
  public void close() {
    try (connection) {
      remove(connection, schema);
    } catch (SQLException e) {
      PersistenceLog.SCRATCH_SCHEMA_LEFT.logThrown(LOG, e, schema);
    }
  }

  private static DatabaseSettings within(DatabaseSettings database, String schema) {
    return new DatabaseSettings(
        ConfiguredPool.within(database.url(), schema),
        database.user(),
        database.password(),
        database.poolSize());
  }

  private static Connection connect(DatabaseSettings database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    properties.setProperty("ApplicationName", "kuota scratch journal");
    properties.setProperty("connectTimeout", Long.toString(TIMEOUT.toSeconds()));
    properties.setProperty("socketTimeout", Long.toString(2 * TIMEOUT.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    Connection connection = DriverManager.getConnection(database.url(), properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute(SessionSettings.of(TIMEOUT).sql());
    }
    return connection;
  }

  private static void removeAbandoned(Connection connection) throws SQLException {
    for (String schema : schemas(connection)) {
      if (ask(connection, TRY_LOCK, schema)) {
        remove(connection, schema);
        ask(connection, UNLOCK, schema);
      }
    }
  }

  private static List<String> schemas(Connection connection) throws SQLException {
    var schemas = new ArrayList<String>();
    try (PreparedStatement statement = connection.prepareStatement(SCHEMAS)) {
      statement.setString(1, PREFIX);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          schemas.add(found.getString(1));
        }
      }
    }
    return schemas;
  }

  private static boolean ask(Connection connection, String question, String schema)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, schema);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  private static void remove(Connection connection, String schema) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS \"%s\" CASCADE".formatted(schema));
    }
  }
}
