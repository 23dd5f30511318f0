package id.kuota.bench.quota;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import id.kuota.persistence.database.DatabaseSettings;
import java.time.Duration;

/** A pool as a careful team would set it up. */
final class SqlPool {

  /**
   * Connections. On one hot row most of them wait for its lock: with more the server only wakes and
   * queues more processes, with fewer it has none ready when the lock comes free.
   */
  static final int SIZE = 8;

  /** The last of 512 callers waits for all others. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private SqlPool() {}

  /**
   * Opens all connections.
   *
   * @param autoCommit whether a statement is a transaction
   */
  static HikariDataSource open(DatabaseSettings database, boolean autoCommit) {
    var config = new HikariConfig();
    config.setPoolName("bench-sql");
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(SIZE);
    config.setMinimumIdle(SIZE);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setAutoCommit(autoCommit);
    // Prepared on the server from the first time on.
    config.addDataSourceProperty("prepareThreshold", 1);
    return new HikariDataSource(config);
  }
}
