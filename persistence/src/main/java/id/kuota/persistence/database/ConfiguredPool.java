package id.kuota.persistence.database;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Pools for code of ours that stands in the place of a plugin's: address, user and network limits
 * are those of the plugin's own pool in the configuration.
 */
public final class ConfiguredPool {

  private static final long IDLE_MILLIS = 60_000;

  private ConfiguredPool() {}

  /**
   * Opens a pool that connects on first use; a database that is not there yet fails calls, not the
   * node.
   *
   * @param idle connections that are kept while idle
   * @param database the part of the configuration that describes the plugin's pool
   * @param statementTimeout after which the server cancels a statement
   * @param settings more settings of the server for these connections, as {@code name=value}
   */
  public static HikariDataSource open(
      String name,
      int size,
      int idle,
      Config database,
      Duration statementTimeout,
      List<String> settings) {
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
    // The server gives up before the caller does: then it is known what became of the statement.
    var options = new StringBuilder("-c statement_timeout=").append(statementTimeout.toMillis());
    settings.forEach(setting -> options.append(" -c ").append(setting));
    pool.addDataSourceProperty("options", options.toString());
    return new HikariDataSource(pool);
  }
}
