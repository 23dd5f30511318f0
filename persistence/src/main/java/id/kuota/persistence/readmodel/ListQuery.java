package id.kuota.persistence.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query of one page, made of the filters that are given and of no others, so that each
 * combination gets a plan of its own. Values are parameters; the text is from the code.
 */
final class ListQuery {

  /** Reads the row under the cursor. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static final String SEQUENCE = "sequence";

  private final ListTable table;
  private final ListFilter filter;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  ListQuery(ListTable table, ListFilter filter, Optional<ListCursor> after) {
    this.table = table;
    this.filter = filter;
    // In a fixed order, so that one combination has one text.
    for (Map.Entry<ListFilter.Field, String> one : new TreeMap<>(filter.fields()).entrySet()) {
      add(table.condition(one.getKey(), filter), one.getValue());
    }
    if (!filter.buyers().isEmpty()) add(table.buyers(), filter.buyers());
    addTime(table.ownTime(filter) + " >= ?", filter.from());
    addTime(table.ownTime(filter) + " < ?", filter.to());
    if (filter.amountMin() != null) add(table.amount() + " >= ?", filter.amountMin());
    if (filter.amountMax() != null) add(table.amount() + " <= ?", filter.amountMax());
    addTime("t.changed_at >= ?", filter.modifiedSince());
    after.ifPresent(this::addCursor);
  }

  private void addTime(String condition, @Nullable Instant time) {
    if (time != null) add(condition, time.atOffset(ZoneOffset.UTC));
  }

  private void add(String condition, Object value) {
    conditions.add(condition);
    values.add(value);
  }

  private void addCursor(ListCursor cursor) {
    List<String> key = table.key(filter);
    String places =
        key.stream()
            .map(column -> column.endsWith(SEQUENCE) ? "?::bigint" : "?")
            .collect(Collectors.joining(", "));
    conditions.add(
        "(%s, %s) %s (?, %s)"
            .formatted(
                table.time(filter), String.join(", ", key), filter.byChange() ? ">" : "<", places));
    values.add(cursor.at().atOffset(ZoneOffset.UTC));
    values.addAll(cursor.id());
  }

  String sql() {
    String direction = filter.byChange() ? "ASC" : "DESC";
    String order =
        table.key(filter).stream()
            .map(column -> column + " " + direction)
            .collect(Collectors.joining(", ", table.time(filter) + " " + direction + ", ", ""));
    return "SELECT "
        + table.columns()
        + "\nFROM "
        + table.from(filter)
        + (conditions.isEmpty() ? "" : "\nWHERE " + String.join("\n  AND ", conditions))
        + "\nORDER BY "
        + order
        + "\nLIMIT ?";
  }

  <T> List<T> read(Connection connection, int limit, Row<T> row) throws SQLException {
    var rows = new ArrayList<T>();
    try (PreparedStatement statement = connection.prepareStatement(sql())) {
      int parameter = 1;
      for (Object value : values) {
        if (value instanceof List<?> texts) {
          statement.setArray(parameter++, connection.createArrayOf("text", texts.toArray()));
        } else {
          statement.setObject(parameter++, value);
        }
      }
      statement.setInt(parameter, limit);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) rows.add(row.read(result));
      }
    }
    return rows;
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
