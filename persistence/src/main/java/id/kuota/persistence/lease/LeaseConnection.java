package id.kuota.persistence.lease;

import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.SessionSettings;
import id.kuota.persistence.log.PersistenceLog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a node's lease. It belongs to no pool, so that no other work delays a renewal,
 * and every wait on it ends before the lease does. For one thread.
 */
final class LeaseConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseConnection.class);

  /** What is done in one transaction. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private final DatabaseSettings database;
  private final LeaseTimes times;
  private @Nullable Connection connection;

  LeaseConnection(DatabaseSettings database, LeaseTimes times) {
    this.database = database;
    this.times = times;
  }

  /** Runs a transaction; after a failure the next one gets a new connection. */
  <T> T transaction(Work<T> work) throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = connect();
      connection = open;
    }
    try {
      T result = work.run(open);
      open.commit();
      return result;
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  private Connection connect() throws SQLException {
    Duration wait = times.validity();
    // The driver counts whole seconds.
    String seconds = Long.toString(Math.max(1, wait.toSeconds()));
    var properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    properties.setProperty("ApplicationName", "kuota lease");
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("logServerErrorDetail", "false"); // It quotes rows.
    Connection opened = DriverManager.getConnection(database.url(), properties);
    try (var statement = opened.createStatement()) {
      // A node that is frozen in the middle of a transaction holds the lock no longer than this.
      statement.execute(SessionSettings.within(wait).sql());
    }
    opened.setAutoCommit(false);
    return opened;
  }

  @Override
  public void close() {
    Connection dropped = connection;
    connection = null;
    if (dropped == null) return;
    try {
      dropped.close();
    } catch (SQLException e) {
      PersistenceLog.LEASE_CONNECTION_BROKEN.logThrown(LOG, e);
    }
  }
}
