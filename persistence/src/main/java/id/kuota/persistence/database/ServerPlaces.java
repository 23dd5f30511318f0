package id.kuota.persistence.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How many connections the server allows this user in this database.
 *
 * @param places for all nodes together
 * @param bound the limit that decides, with its value, for people
 */
public record ServerPlaces(int places, String bound) {

  /** The least of the limits that there are; -1 means that there is none. */
  private static final String READ =
      """
      SELECT places, bound FROM (
        SELECT current_setting('max_connections')::int
            - current_setting('superuser_reserved_connections')::int
            - coalesce(current_setting('reserved_connections', true)::int, 0),
          'max_connections = ' || current_setting('max_connections') || ', less those reserved'
        UNION ALL
        SELECT rolconnlimit, 'the limit of the user ' || rolname
        FROM pg_roles WHERE rolname = current_user AND rolconnlimit >= 0
        UNION ALL
        SELECT datconnlimit, 'the limit of the database ' || datname
        FROM pg_database WHERE datname = current_database() AND datconnlimit >= 0
      ) AS limits (places, bound) ORDER BY places LIMIT 1
      """;

  public static ServerPlaces read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(READ)) {
      result.next();
      return new ServerPlaces(result.getInt(1), result.getString(2));
    }
  }
}
