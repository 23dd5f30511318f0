package id.kuota.persistence.projection;

import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.PeopleInside;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the passages of a batch's tickets, and by how many the people inside become more or fewer.
 * Reads the earlier passages of these tickets first, with one statement for all.
 */
final class PassageTables {

  private static final String READ =
      """
      SELECT ticket_id, sequence, list_id, gate_id, nonce, passed_at, entry, conflict
      FROM {schema}.gate_passage WHERE ticket_id = ANY (?) ORDER BY ticket_id, sequence
      """;

  private static final String REMOVE =
      """
      DELETE FROM {schema}.gate_passage p USING unnest(?::text[], ?::bigint[]) AS d(ticket, sequence)
      WHERE p.ticket_id = d.ticket AND p.sequence = d.sequence
      """;

  private static final String ADD =
      """
      INSERT INTO {schema}.gate_passage
        (ticket_id, sequence, list_id, gate_id, nonce, passed_at, entry, conflict)
      SELECT * FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
        ?::timestamptz[], ?::boolean[], ?::boolean[])
      """;

  private static final String ADD_INSIDE =
      """
      INSERT INTO {schema}.gate_inside AS i (sale_id, gate_id, list_id, inside)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[])
      ON CONFLICT (sale_id, gate_id, list_id) DO UPDATE SET inside = i.inside + excluded.inside
      """;

  /** One row of the people inside. */
  private record Place(String sale, String gate, String list) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::sale).thenComparing(Place::gate).thenComparing(Place::list);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private PassageTables() {}

  static void write(Connection connection, String schema, PassageChanges changes)
      throws SQLException {
    if (changes.tickets().isEmpty()) return;
    Map<String, List<PassageChanges.Row>> known = read(connection, schema, changes.tickets());
    var removed = new ArrayList<PassageChanges.Row>();
    var added = new ArrayList<PassageChanges.Row>();
    var inside = new TreeMap<Place, Long>();
    for (String ticket : changes.tickets()) {
      List<PassageChanges.Row> before = known.getOrDefault(ticket, List.of());
      List<PassageChanges.Row> after = changes.after(ticket, before);
      removed.addAll(without(before, after));
      added.addAll(without(after, before));
      count(changes.sale(ticket), before, -1, inside);
      count(changes.sale(ticket), after, 1, inside);
    }
    inside.values().removeIf(more -> more == 0);
    new Columns<>(removed)
        .texts(PassageChanges.Row::ticket)
        .numbers(PassageChanges.Row::sequence)
        .run(connection, schema, REMOVE);
    new Columns<>(added)
        .texts(PassageChanges.Row::ticket)
        .numbers(PassageChanges.Row::sequence)
        .texts(PassageChanges.Row::list)
        .texts(row -> row.gate().value())
        .texts(PassageChanges.Row::nonce)
        .instants(PassageChanges.Row::passedAt)
        .flags(row -> row.direction() == GatePassage.Direction.IN)
        .flags(PassageChanges.Row::conflict)
        .run(connection, schema, ADD);
    new Columns<>(inside.entrySet())
        .texts(row -> row.getKey().sale())
        .texts(row -> row.getKey().gate())
        .texts(row -> row.getKey().list())
        .numbers(Entry::getValue)
        .run(connection, schema, ADD_INSIDE);
  }

  private static List<PassageChanges.Row> without(
      List<PassageChanges.Row> rows, List<PassageChanges.Row> others) {
    var known = new HashSet<>(others);
    return rows.stream().filter(row -> !known.contains(row)).toList();
  }

  private static void count(
      String sale, List<PassageChanges.Row> rows, long each, Map<Place, Long> inside) {
    Map<String, List<PeopleInside.Step>> lists =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    PassageChanges.Row::list,
                    Collectors.mapping(PassageChanges.Row::step, Collectors.toList())));
    lists.forEach(
        (list, steps) -> {
          for (GateId gate : PeopleInside.after(steps).gates()) {
            inside.merge(new Place(sale, gate.value(), list), each, Long::sum);
          }
        });
  }

  private static Map<String, List<PassageChanges.Row>> read(
      Connection connection, String schema, Collection<String> tickets) throws SQLException {
    var known = new HashMap<String, List<PassageChanges.Row>>();
    try (PreparedStatement statement =
        connection.prepareStatement(READ.replace("{schema}", schema))) {
      statement.setArray(1, connection.createArrayOf("text", tickets.toArray()));
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          PassageChanges.Row row = row(result);
          known.computeIfAbsent(row.ticket(), id -> new ArrayList<>()).add(row);
        }
      }
    }
    return known;
  }

  private static PassageChanges.Row row(ResultSet result) throws SQLException {
    return new PassageChanges.Row(
        result.getString(1),
        result.getLong(2),
        result.getString(3),
        new GateId(result.getString(4)),
        result.getString(5),
        result.getObject(6, OffsetDateTime.class).toInstant(),
        result.getBoolean(7) ? GatePassage.Direction.IN : GatePassage.Direction.OUT,
        result.getBoolean(8));
  }
}
