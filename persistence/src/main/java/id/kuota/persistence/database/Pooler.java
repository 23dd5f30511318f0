package id.kuota.persistence.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/**
 * A connection pooler like PgBouncer between Kuota and the server. With {@code pool_mode = session}
 * a client keeps its session of the server, and nothing differs from a direct connection.
 */
public final class Pooler {

  /** For people, where sessions are shared. */
  public static final String REMEDY =
      "A pooler (PgBouncer?) gives each transaction another session of the server, where Kuota's settings, prepared statements and locks do not hold: set pool_mode = session for this database, or let KUOTA_DATABASE_URL name the server itself.";

  private static final Duration WAIT = Duration.ofSeconds(5);

  private Pooler() {}

  /**
   * Returns whether clients share sessions of the server, transaction by transaction: Kuota does
   * not work with that. Opens two connections for a moment.
   *
   * @throws SQLException if the database does not answer
   */
  public static boolean sharesSessions(DatabaseSettings database) throws SQLException {
    try (Connection one = connect(database);
        Connection other = connect(database)) {
      int before = session(one);
      if (session(one) != before) return true;
      other.setAutoCommit(false); // Keeps the session that it gets, which would be the idle one.
      boolean isShared = session(other) == before;
      other.rollback();
      return isShared;
    }
  }

  private static int session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT pg_backend_pid()")) {
      result.next();
      return result.getInt(1);
    }
  }

  private static Connection connect(DatabaseSettings database) throws SQLException {
    String seconds = Long.toString(WAIT.toSeconds());
    var properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    properties.setProperty("ApplicationName", "kuota check");
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    // Without statements that are prepared: in a shared session those of another client may lie.
    properties.setProperty("preferQueryMode", "simple");
    return DriverManager.getConnection(database.url(), properties);
  }
}
