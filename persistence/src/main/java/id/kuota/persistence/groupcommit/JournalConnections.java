package id.kuota.persistence.groupcommit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;

/**
 * The connections of the journal, in two pools, so that no writer ever waits for a reader. Opened
 * when they are first asked for; a database that is not there yet fails calls, not the node.
 *
 * @param writers one for each writer, which keeps it
 * @param readers for recovery: one for sequence numbers, the rest for replays
 * @param scan one, opened only to read the whole journal through
 */
record JournalConnections(HikariDataSource writers, HikariDataSource readers, HikariDataSource scan)
    implements AutoCloseable {

  private static final long IDLE_MILLIS = 60_000;
  private static final String DATABASE = "pekko-persistence-jdbc.shared-databases.write.db";

  /** Address, user and network limits are those of the plugin's own pool of this name. */
  static JournalConnections open(Config config, GroupCommitLimits limits) {
    Config database = config.getConfig(DATABASE);
    return new JournalConnections(
        pool("kuota-journal-writers", limits.writers(), limits.writers(), database, limits),
        pool("kuota-journal-readers", limits.readers(), limits.readers(), database, limits),
        pool("kuota-journal-scan", 1, 0, database, limits));
  }

  private static HikariDataSource pool(
      String name, int size, int idle, Config database, GroupCommitLimits limits) {
    var pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setJdbcUrl(database.getString("url"));
    pool.setUsername(database.getString("user"));
    pool.setPassword(database.getString("password"));
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(idle);
    if (idle < size) pool.setIdleTimeout(IDLE_MILLIS);
    pool.setInitializationFailTimeout(-1);
    pool.setConnectionTimeout(database.getLong("connectionTimeout"));
    pool.setValidationTimeout(database.getLong("validationTimeout"));
    for (Map.Entry<String, ConfigValue> property :
        database.getConfig("properties").root().entrySet()) {
      pool.addDataSourceProperty(property.getKey(), property.getValue().unwrapped());
    }
    // The server gives up before the caller does: then it is known that nothing was written.
    pool.addDataSourceProperty(
        "options", "-c statement_timeout=" + limits.statementTimeout().toMillis());
    return new HikariDataSource(pool);
  }

  @Override
  public void close() {
    writers.close();
    readers.close();
    scan.close();
  }
}
