package id.kuota.persistence.projection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a statement that changes many rows at once: one array for each column, which
 * the statement unnests. One round trip and one plan, whatever the number of rows.
 *
 * @param <R> what a row is made of
 */
final class Columns<R> {

  private record Column<R>(String type, Function<R, ? extends @Nullable Object> value) {}

  private final Collection<R> rows;
  private final List<Column<R>> columns = new ArrayList<>();

  Columns(Collection<R> rows) {
    this.rows = rows;
  }

  Columns<R> numbers(Function<R, @Nullable Long> value) {
    return add("bigint", value);
  }

  Columns<R> texts(Function<R, @Nullable String> value) {
    return add("text", value);
  }

  Columns<R> flags(Function<R, Boolean> value) {
    return add("boolean", value);
  }

  /** Adds a column of instants, in their ISO form. */
  Columns<R> instants(Function<R, @Nullable Object> value) {
    return add(
        "timestamptz",
        row -> {
          Object instant = value.apply(row);
          return instant == null ? null : instant.toString();
        });
  }

  private Columns<R> add(String type, Function<R, ? extends @Nullable Object> value) {
    columns.add(new Column<>(type, value));
    return this;
  }

  /**
   * Runs the statement with the columns as its parameters, in their order; not at all when there
   * are no rows.
   *
   * @param sql with {@code {schema}} where the schema's name goes
   * @return how many rows were changed
   */
  int run(Connection connection, String schema, String sql) throws SQLException {
    if (rows.isEmpty()) return 0;
    try (PreparedStatement statement =
        connection.prepareStatement(sql.replace("{schema}", schema))) {
      int parameter = 1;
      for (Column<R> column : columns) {
        statement.setArray(parameter++, array(connection, column));
      }
      return statement.executeUpdate();
    }
  }

  private Array array(Connection connection, Column<R> column) throws SQLException {
    var values = new @Nullable Object[rows.size()];
    int i = 0;
    for (R row : rows) {
      values[i++] = column.value().apply(row);
    }
    return connection.createArrayOf(column.type(), values);
  }
}
