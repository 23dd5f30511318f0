package id.kuota.persistence.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * One page of a list, in the list's order. The next one begins after its last row.
 *
 * @param hasMore whether rows follow
 */
public record Page<T>(List<T> rows, boolean hasMore) {

  public Page {
    rows = List.copyOf(rows);
  }

  /** Sets the parameters of a query before that of its limit; returns how many it has set. */
  @FunctionalInterface
  interface Parameters {
    int set(PreparedStatement query) throws SQLException;
  }

  /** Reads the row under the cursor. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Reads one page with one query, whose last parameter is its limit. Blocks on the database.
   *
   * @param name of the list, for the exception
   * @throws ReadModelUnavailableException if the database does not answer
   */
  static <T> Page<T> read(
      DataSource database, String name, String sql, int limit, Parameters parameters, Row<T> row) {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(parameters.set(query) + 1, limit + 1); // One more tells whether rows follow.
      var rows = new ArrayList<T>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) rows.add(row.read(result));
      }
      return of(rows, limit);
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(name, e);
    }
  }

  /** Returns the page of up to {@code limit} rows, given one row more if rows follow. */
  static <T> Page<T> of(List<T> rows, int limit) {
    boolean hasMore = rows.size() > limit;
    return new Page<>(hasMore ? rows.subList(0, limit) : rows, hasMore);
  }
}
