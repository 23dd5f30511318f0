package id.kuota.persistence.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.PGConnection;

/** A connection pooler like PgBouncer between Kuota and the server. */
public enum Pooler {
  /** Connections lead to the server itself. */
  NONE,
  /** A client keeps its session of the server: {@code pool_mode = session}. */
  SESSION,
  /**
   * Clients share sessions of the server, transaction by transaction. Settings, prepared statements
   * and locks of one would be those of another, so Kuota does not work with it.
   */
  TRANSACTION;

  /** For people, where it is {@link #TRANSACTION}. */
  public static final String REMEDY =
      "A pooler (PgBouncer?) gives each transaction another session of the server, where Kuota's settings, prepared statements and locks do not hold: set pool_mode = session for this database, or let KUOTA_DATABASE_URL name the server itself.";

  private static final Duration WAIT = Duration.ofSeconds(5);

  /**
   * Returns what is between. Opens two connections for a moment.
   *
   * @throws SQLException if the database does not answer
   */
  public static Pooler detect(DatabaseSettings database) throws SQLException {
    try (Connection one = connect(database);
        Connection other = connect(database)) {
      int before = session(one);
      if (before == one.unwrap(PGConnection.class).getBackendPID()) return NONE;
      if (session(one) != before) return TRANSACTION;
      other.setAutoCommit(false); // Keeps the session that it gets, which would be the idle one.
      boolean isShared = session(other) == before;
      other.rollback();
      return isShared ? TRANSACTION : SESSION;
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
    return DriverManager.getConnection(database.url(), properties);
  }
}
