package id.kuota.persistence.database;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import java.util.Map;

/**
 * Pools for code of ours that stands in the place of a plugin's: address, user and network limits
 * are those of the plugin's own pool in the configuration.
 */
public final class ConfiguredPool {

  private static final long IDLE_MILLIS = 60_000;

  private static final String SCHEMA = "currentSchema=";

  private ConfiguredPool() {}

  /**
   * Returns an address, for a pool of here, at which the names of tables mean those of a schema.
   */
  static String within(String url, String schema) {
    return url + (url.contains("?") ? "&" : "?") + SCHEMA + schema;
  }

  /**
   * Opens a pool that connects on first use; a database that is not there yet fails calls, not the
   * node.
   *
   * @param idle connections that are kept while idle
   * @param database the part of the configuration that describes the plugin's pool
   * @param session what the server is to know of each connection
   * @param metrics what the pool reports to
   */
  public static HikariDataSource open(
      String name,
      int size,
      int idle,
      Config database,
      SessionSettings session,
      MetricsTrackerFactory metrics) {
    var pool = new HikariConfig();
    pool.setPoolName(name);
    String url = database.getString("url");
    int schema = url.indexOf(SCHEMA);
    pool.setJdbcUrl(schema < 0 ? url : url.substring(0, schema - 1));
    // Not by the driver, which makes a startup parameter of it: PgBouncer refuses that one, or,
    // worse,
    // may be set to ignore it.
    if (schema >= 0) pool.setSchema(url.substring(schema + SCHEMA.length()));
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
    pool.setMetricsTrackerFactory(metrics);
    return new HikariDataSource(pool);
  }
}
