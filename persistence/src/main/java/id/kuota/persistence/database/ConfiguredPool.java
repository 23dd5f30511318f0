package id.kuota.persistence.database;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
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
   * @param session what the server is to know of each connection
   */
  public static HikariDataSource open(
      String name, int size, int idle, Config database, SessionSettings session) {
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
    pool.setConnectionInitSql(session.sql());
    return new HikariDataSource(pool);
  }
}
