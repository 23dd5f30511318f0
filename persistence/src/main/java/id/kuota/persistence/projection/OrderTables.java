package id.kuota.persistence.projection;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Writes what a batch changes in orders and their lines, with one statement for each table and kind
 * of change; payments, tickets and passages are the part of {@link OrderPartTables}.
 *
 * <p>An order's row says which of its events it has seen last, and a ticket's too. A batch that
 * does not begin with the next one changes no row, which is found by counting: so an event that is
 * applied twice, or left out, stops the projection instead of making the lists wrong.
 */
final class OrderTables implements ReadModel {

  static final String NAME = "orders";

  private static final String OPEN =
      """
      INSERT INTO {schema}.placed_order
        (order_id, sale_id, buyer_key, state, late, currency, total, units, payment_id, gateway,
         method, placed_at, held_until, paid_at, ended_at, changed_at, tickets_cancelled, revision)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[],
        ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
        ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bigint[],
        ?::bigint[])
      ON CONFLICT DO NOTHING
      """;

  private static final String ADD_LINES =
      """
      INSERT INTO {schema}.order_line
        (order_id, line, sale_id, offer_id, name, quantity, unit_price, total, placed_at)
      SELECT * FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[],
        ?::bigint[], ?::bigint[], ?::timestamptz[])
      """;

  /** Gateway and method of a payment that was started in an earlier batch are in its row. */
  private static final String CHANGE =
      """
      UPDATE {schema}.placed_order o
      SET state = coalesce(d.state, o.state),
          late = o.late OR d.late,
          payment_id = coalesce(d.payment_id, o.payment_id),
          gateway = coalesce(p.gateway, d.gateway, o.gateway),
          method = coalesce(p.method, d.method, o.method),
          paid_at = CASE WHEN d.state IS NULL THEN o.paid_at ELSE d.paid_at END,
          ended_at = CASE WHEN d.state IS NULL THEN o.ended_at ELSE d.ended_at END,
          changed_at = coalesce(d.changed_at, o.changed_at),
          tickets_cancelled = o.tickets_cancelled + d.tickets_cancelled,
          revision = d.last
      FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
          ?::bigint[])
        AS d(order_id, first, last, state, late, payment_id, gateway, method, paid_by, paid_at,
             ended_at, changed_at, tickets_cancelled)
      LEFT JOIN {schema}.payment p ON p.payment_id = d.paid_by
      WHERE o.order_id = d.order_id AND o.revision = d.first - 1
      """;

  /** An order of the batch with its placement, which is in the batch too. */
  private record Placed(OrderDelta delta, OrderEvent.OrderPlaced event) {}

  private record Line(OrderEvent.OrderPlaced event, long number, OrderLine line) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> streams() {
    return OrderChanges.STREAMS;
  }

  @Override
  public Set<String> indexedLast() {
    return Set.of("placed_order", "order_line", "payment", "ticket", "check_in");
  }

  @Override
  public Map<String, String> seen() {
    return Map.of(
        "Order", "UPDATE {schema}.placed_order SET revision = ? WHERE order_id = ?",
        "Ticket", "UPDATE {schema}.ticket SET revision = ? WHERE ticket_id = ?");
  }

  @Override
  public ReadModel.Changes fold(List<JournalRow> rows) {
    OrderChanges changes = OrderChanges.fold(rows);
    return (connection, schema) -> write(connection, schema, changes);
  }

  private static void write(Connection connection, String schema, OrderChanges changes)
      throws SQLException {
    var opened = new ArrayList<Placed>();
    var changed = new ArrayList<OrderDelta>();
    for (OrderDelta delta : changes.orders()) {
      OrderEvent.OrderPlaced placed = delta.placement();
      if (placed == null) {
        changed.add(delta);
      } else {
        opened.add(new Placed(delta, placed));
      }
    }
    open(connection, schema, opened);
    addLines(connection, schema, opened);
    change(connection, schema, changed);
    OrderPartTables.write(connection, schema, changes);
    MoneyTables.writeRefunds(connection, schema, changes.money());
  }

  private static void open(Connection connection, String schema, List<Placed> opened)
      throws SQLException {
    int written =
        new Columns<>(opened)
            .texts(row -> row.delta().order())
            .texts(row -> row.event().content().sale().value())
            .texts(row -> row.event().content().buyer().value())
            .texts(row -> row.delta().state())
            .flags(row -> row.delta().late())
            .texts(row -> row.event().content().currency())
            .numbers(row -> row.event().content().total())
            .numbers(row -> (long) row.event().content().units())
            .texts(row -> row.delta().payment())
            .texts(row -> row.delta().gateway())
            .texts(row -> row.delta().method())
            .instants(row -> row.event().at())
            .instants(row -> row.event().heldUntil())
            .instants(row -> row.delta().paidAt())
            .instants(row -> row.delta().endedAt())
            .instants(row -> changedAt(row.delta(), row.event().at()))
            .numbers(row -> row.delta().cancelledTickets())
            .numbers(row -> row.delta().last())
            .run(connection, schema, OPEN);
    expect(
        written,
        opened.stream().map(row -> row.delta().order()).toList(),
        "orders were placed before");
  }

  private static Instant changedAt(OrderDelta delta, Instant placedAt) {
    return Objects.requireNonNullElse(delta.changedAt(), placedAt);
  }

  private static void addLines(Connection connection, String schema, List<Placed> opened)
      throws SQLException {
    var lines = new ArrayList<Line>();
    for (Placed placed : opened) {
      long number = 0;
      for (OrderLine line : placed.event().content().lines()) {
        lines.add(new Line(placed.event(), number++, line));
      }
    }
    new Columns<>(lines)
        .texts(row -> row.event().order().value())
        .numbers(Line::number)
        .texts(row -> row.event().content().sale().value())
        .texts(row -> row.line().offer().value())
        .texts(row -> row.line().name())
        .numbers(row -> (long) row.line().price().quantity())
        .numbers(row -> row.line().price().unitFace())
        .numbers(row -> row.line().price().total())
        .instants(row -> row.event().at())
        .run(connection, schema, ADD_LINES);
  }

  private static void change(Connection connection, String schema, List<OrderDelta> changed)
      throws SQLException {
    int written =
        new Columns<>(changed)
            .texts(OrderDelta::order)
            .numbers(OrderDelta::first)
            .numbers(OrderDelta::last)
            .texts(OrderDelta::state)
            .flags(OrderDelta::late)
            .texts(OrderDelta::payment)
            .texts(OrderDelta::gateway)
            .texts(OrderDelta::method)
            .texts(OrderDelta::lookUp)
            .instants(OrderDelta::paidAt)
            .instants(OrderDelta::endedAt)
            .instants(OrderDelta::changedAt)
            .numbers(OrderDelta::cancelledTickets)
            .run(connection, schema, CHANGE);
    expect(
        written,
        changed.stream().map(OrderDelta::order).toList(),
        "orders miss an event, or have seen one of these before");
  }

  /**
   * @throws ProjectionFailedException if not every row was written
   */
  static void expect(int written, Collection<?> rows, String otherwise) {
    if (written != rows.size()) {
      throw new ProjectionFailedException(
          "%d of %d %s: %s"
              .formatted(
                  rows.size() - written,
                  rows.size(),
                  otherwise,
                  rows.stream().limit(5).map(String::valueOf).toList()));
    }
  }
}
