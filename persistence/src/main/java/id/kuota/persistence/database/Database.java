package id.kuota.persistence.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import id.kuota.engine.telemetry.Telemetry;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * One bounded pool of connections for read models and projections. Every wait has an end: for a
 * connection, for a statement, for the network. Thread-safe.
 */
public final class Database implements AutoCloseable {

  /** How long {@link #open} goes on trying to reach a server that is starting. */
  private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

  /** A pool that is opened without a connection. */
  private static final long NEVER_FAILS = -1;

  /** How long a caller waits for a free connection. */
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

  /** The server ends a statement after this time. */
  static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

  /** We give up on the network later than the server gives up on the statement. */
  static final Duration SOCKET_TIMEOUT = STATEMENT_TIMEOUT.plusSeconds(10);

  private static final SessionSettings SESSION = SessionSettings.of(STATEMENT_TIMEOUT);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final DatabaseSettings settings;
  private final HikariDataSource pool;

  private Database(DatabaseSettings settings, HikariDataSource pool) {
    this.settings = settings;
    this.pool = pool;
  }

  /** Opens a pool that reports nothing. */
  public static Database open(DatabaseSettings settings) {
    return open(settings, Telemetry.NONE);
  }

  /**
   * Opens the pool; at least one connection is there afterwards.
   *
   * @throws DatabaseUnavailableException if the database does not answer within ten seconds
   */
  public static Database open(DatabaseSettings settings, Telemetry telemetry) {
    HikariConfig config = pool(settings, "kuota-read");
    config.setInitializationFailTimeout(OPEN_TIMEOUT.toMillis());
    config.setMetricsTrackerFactory(new PoolMetrics(telemetry, "reads"));
    try {
      return new Database(settings, new HikariDataSource(config));
    } catch (PoolInitializationException e) {
      throw new DatabaseUnavailableException(
          "cannot connect to %s as %s: %s"
              .formatted(settings.shownUrl(), settings.user(), reason(e)),
          e);
    }
  }

  /**
   * Opens a pool on a standby, for reads alone. It need not be there: as long as it is not, each
   * caller waits for a connection in vain.
   */
  public static Database openReplica(DatabaseSettings settings, Telemetry telemetry) {
    HikariConfig config = pool(settings, "kuota-replica");
    config.setInitializationFailTimeout(NEVER_FAILS);
    config.setReadOnly(true);
    config.setMetricsTrackerFactory(new PoolMetrics(telemetry, "replica"));
    return new Database(settings, new HikariDataSource(config));
  }

  private static HikariConfig pool(DatabaseSettings settings, String name) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.setValidationTimeout(CONNECTION_TIMEOUT.dividedBy(2).toMillis());
    config.addDataSourceProperty("ApplicationName", "kuota read models");
    config.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT.toSeconds());
    config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT.toSeconds());
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.addDataSourceProperty(
        "logServerErrorDetail", false); // It quotes rows; errors are logged.
    config.addDataSourceProperty("reWriteBatchedInserts", true);
    config.setConnectionInitSql(SESSION.sql());
    return config;
  }

  public DataSource dataSource() {
    return pool;
  }

  /**
   * Brings the tables up to date. Several nodes may do it at the same time: one migrates, the
   * others wait.
   *
   * @return how many migrations ran
   */
  public int migrate() {
    return migrations().migrate().migrationsExecuted;
  }

  /** A migration may take longer than any statement of the pool, so it gets its own connection. */
  private Flyway migrations() {
    return Flyway.configure(Database.class.getClassLoader())
        .dataSource(settings.url(), settings.user(), settings.password())
        .jdbcProperties(
            Map.of(
                "ApplicationName", "kuota migrations",
                "connectTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()),
                "tcpKeepAlive", "true"))
        .locations("classpath:db/migration")
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        .load();
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  @Override
  public void close() {
    pool.close();
  }
}
