package id.kuota.persistence.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Reads which statements cost the database most, where it counts them: extension
 * pg_stat_statements. Blocks; thread-safe.
 */
public record TopStatements(DataSource database) {

  /** As many are returned. */
  public static final int LIMIT = 20;

  /** Characters of a statement that are returned at most. */
  static final int TEXT_MAX = 300;

  private static final String EXISTS = "SELECT to_regclass('pg_stat_statements') IS NOT NULL";

  /**
   * Commands like CREATE USER are left out: unlike queries they stand there with their literals.
   */
  private static final String READ =
      """
      SELECT calls, total_exec_time, mean_exec_time, rows, query FROM pg_stat_statements
      WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND query ~* '^\\s*(select|insert|update|delete|merge|with)\\M'
      ORDER BY total_exec_time DESC LIMIT ?
      """;

  /** The extension is there, and the server has not loaded its library. */
  private static final String NOT_LOADED = "55000";

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Queries have $1 in the place of a literal, but for rare ones that the server had forgotten. */
  private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'?");

  /** What the database says. */
  public sealed interface Answer {

    /**
     * It counts; the costliest first.
     *
     * @param statements at most {@link #LIMIT}
     */
    record Counted(List<Row> statements) implements Answer {
      public Counted {
        statements = List.copyOf(statements);
      }
    }

    /** It does not count. */
    record NotCounted(Missing missing) implements Answer {}
  }

  /** Why a database counts nothing. */
  public enum Missing {
    EXTENSION("the database does not have the extension pg_stat_statements"),
    LIBRARY("the server has not loaded the library pg_stat_statements");

    /** How it is switched on; both steps are safe to repeat. */
    public static final String REMEDY =
        "Add pg_stat_statements to shared_preload_libraries, restart PostgreSQL, and run as its"
            + " superuser, in Kuota's database: CREATE EXTENSION IF NOT EXISTS pg_stat_statements;";

    private final String reason;

    Missing(String reason) {
      this.reason = reason;
    }

    public String reason() {
      return reason;
    }
  }

  /**
   * A statement, since the server began to count.
   *
   * @param rows that it has returned or changed, in all calls
   * @param text its beginning, without values
   */
  public record Row(long calls, Duration total, Duration mean, long rows, String text) {}

  /**
   * Reads it anew.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Answer read() {
    try (Connection connection = database.getConnection()) {
      return read(connection);
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the statements of the database", e);
    }
  }

  /** Reads it over this connection. */
  public static Answer read(Connection connection) throws SQLException {
    if (!exists(connection)) return new Answer.NotCounted(Missing.EXTENSION);
    try (PreparedStatement query = connection.prepareStatement(READ)) {
      query.setInt(1, LIMIT);
      try (ResultSet row = query.executeQuery()) {
        var rows = new ArrayList<Row>();
        while (row.next()) {
          rows.add(
              new Row(
                  row.getLong(1),
                  millis(row.getDouble(2)),
                  millis(row.getDouble(3)),
                  row.getLong(4),
                  shortened(row.getString(5))));
        }
        return new Answer.Counted(rows);
      }
    } catch (SQLException e) {
      if (NOT_LOADED.equals(e.getSQLState())) return new Answer.NotCounted(Missing.LIBRARY);
      throw e;
    }
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(EXISTS);
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }

  static String shortened(String query) {
    String text = LITERAL.matcher(SPACE.matcher(query.strip()).replaceAll(" ")).replaceAll("'...'");
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "...";
  }
}
