package id.kuota.persistence.groupcommit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The first events of many streams, and the number of the last one of each. */
final class StreamHeadQuery {

  /** Eight times what an order has that was paid for; a stream with as many or more is long. */
  static final int ROWS = 32;

  private static final String HEADS =
      """
      SELECT j.*, w.place
      FROM unnest(?::text[], ?::bigint[]) WITH ORDINALITY AS w (persistence_id, first, place)
      CROSS JOIN LATERAL (
        SELECT %s FROM event_journal
        WHERE persistence_id = w.persistence_id AND sequence_number >= w.first
        ORDER BY sequence_number LIMIT %d) j
      ORDER BY w.place, j.sequence_number
      """
          .formatted(EventPages.COLUMNS, ROWS);

  private static final int PLACE = EventPages.COLUMNS.split(",", -1).length + 1;

  private static final String HIGHEST =
      """
      SELECT w.persistence_id, j.sequence_number
      FROM unnest(?::text[]) AS w (persistence_id)
      CROSS JOIN LATERAL (
        SELECT sequence_number FROM event_journal
        WHERE persistence_id = w.persistence_id
        ORDER BY sequence_number DESC LIMIT 1) j
      """;

  /**
   * Where a recovery begins.
   *
   * @param before the event before those that are wanted; 0 for all of them
   */
  record Start(String persistenceId, long before) {}

  /**
   * What was found of a stream.
   *
   * @param from the first event that was wanted
   * @param highest of the last event; 0 if there is none
   * @param events all from {@code from} to {@code highest}; empty if there are none or too many, or
   *     if one is missing, which is for the replay to say
   */
  record Head(long from, long highest, Optional<EventPages.Page> events) {}

  private final DataSource database;

  StreamHeadQuery(DataSource database) {
    this.database = database;
  }

  /**
   * Returns the heads of these streams, in their order. Blocks for one query, for two if one is
   * long.
   */
  List<Head> read(List<Start> starts) throws SQLException {
    try (Connection connection = database.getConnection()) {
      List<List<Row>> rows = rows(connection, starts);
      var heads = new ArrayList<Head>();
      var open = new ArrayList<String>();
      for (int i = 0; i < starts.size(); i++) {
        Start start = starts.get(i);
        if (saysTheEnd(start, rows.get(i))) {
          heads.add(head(start, rows.get(i)));
        } else {
          open.add(start.persistenceId());
          heads.add(new Head(start.before() + 1, 0, Optional.empty()));
        }
      }
      return open.isEmpty() ? heads : closed(starts, heads, highest(connection, open));
    }
  }

  private record Row(EventRow event, boolean deleted) {}

  private static List<List<Row>> rows(Connection connection, List<Start> starts)
      throws SQLException {
    var found = new ArrayList<List<Row>>();
    starts.forEach(_ -> found.add(new ArrayList<>()));
    try (PreparedStatement statement = connection.prepareStatement(HEADS)) {
      statement.setArray(1, texts(connection, starts.stream().map(Start::persistenceId).toList()));
      statement.setObject(
          2, starts.stream().mapToLong(start -> Math.max(1, start.before())).toArray());
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          int place = result.getInt(PLACE) - 1;
          EventRow event = EventPages.row(starts.get(place).persistenceId(), result);
          found.get(place).add(new Row(event, EventPages.isDeleted(result)));
        }
      }
    }
    return found;
  }

  /** Of a stream that goes on, or of which nothing was found behind a snapshot, this is unknown. */
  private static boolean saysTheEnd(Start start, List<Row> rows) {
    return rows.isEmpty() ? start.before() < 1 : rows.size() < ROWS;
  }

  private static Head head(Start start, List<Row> rows) {
    long from = start.before() + 1;
    long highest = rows.isEmpty() ? 0 : rows.getLast().event().sequenceNumber();
    var events = new ArrayList<EventRow>();
    long next = from;
    for (Row row : rows) {
      long number = row.event().sequenceNumber();
      if (number < from) continue;
      if (number != next++) return new Head(from, highest, Optional.empty());
      if (!row.deleted()) events.add(row.event());
    }
    return new Head(
        from,
        highest,
        next > from ? Optional.of(new EventPages.Page(events, next)) : Optional.empty());
  }

  private static Map<String, Long> highest(Connection connection, List<String> streams)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HIGHEST)) {
      statement.setArray(1, texts(connection, streams));
      var found = new HashMap<String, Long>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.put(result.getString(1), result.getLong(2));
        }
      }
      return found;
    }
  }

  private static List<Head> closed(
      List<Start> starts, List<Head> heads, Map<String, Long> highest) {
    var all = new ArrayList<Head>();
    for (int i = 0; i < heads.size(); i++) {
      Long end = highest.get(starts.get(i).persistenceId());
      all.add(end == null ? heads.get(i) : new Head(heads.get(i).from(), end, Optional.empty()));
    }
    return all;
  }

  private static java.sql.Array texts(Connection connection, List<String> texts)
      throws SQLException {
    return connection.createArrayOf("text", texts.toArray(String[]::new));
  }
}
