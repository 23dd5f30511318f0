package id.kuota.persistence.readmodel;

import id.kuota.engine.ticket.TicketId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The lists of orders, tickets, payments and passages. A page begins after the last row of the page
 * before, so rows that come or go meanwhile shift no page. Blocks on the database; thread-safe.
 */
public final class OrderLists {

  private static final String PROJECTION = "orders";

  private static final String LINES =
      """
      SELECT order_id, offer_id, name, quantity, unit_price, total FROM orders.order_line
      WHERE order_id = ANY (?) ORDER BY order_id, line
      """;

  private static final String REFUNDS =
      """
      SELECT order_id,
        coalesce(sum(amount) FILTER (WHERE status IN ('due', 'manual', 'review')), 0),
        coalesce(sum(amount) FILTER (WHERE status IN ('done', 'returned')), 0)
      FROM orders.refund WHERE order_id = ANY (?) GROUP BY order_id
      """;

  /** What is owed of an order, and what went back. */
  private record Refunded(long due, long back) {
    static final Refunded NONE = new Refunded(0, 0);
  }

  private final DataSource database;
  private final Clock clock;

  public OrderLists(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One page of the orders, with their lines.
   *
   * @param after the last row of the page before; empty for the first page
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public ListPage<ListedOrder> orders(ListFilter filter, Optional<ListCursor> after, int limit) {
    return page(
        new ListQuery(ListTable.ORDERS, filter, after),
        limit,
        OrderLists::order,
        OrderLists::withLines,
        last ->
            new ListCursor(
                filter.byChange() ? last.changedAt() : last.placedAt(), List.of(last.id())));
  }

  /** One page of the tickets; see {@link #orders}. */
  public ListPage<ListedTicket> tickets(ListFilter filter, Optional<ListCursor> after, int limit) {
    return page(
        new ListQuery(ListTable.TICKETS, filter, after),
        limit,
        OrderLists::ticket,
        OrderLists::asTheyAre,
        last ->
            new ListCursor(
                filter.byChange() ? last.changedAt() : last.issuedAt(), List.of(last.id())));
  }

  /** One page of the payments; see {@link #orders}. */
  public ListPage<ListedPayment> payments(
      ListFilter filter, Optional<ListCursor> after, int limit) {
    return page(
        new ListQuery(ListTable.PAYMENTS, filter, after),
        limit,
        OrderLists::payment,
        OrderLists::asTheyAre,
        last ->
            new ListCursor(
                filter.byChange() ? last.changedAt() : last.startedAt(), List.of(last.id())));
  }

  /** One page of the passages; see {@link #orders}. */
  public ListPage<ListedCheckIn> checkIns(
      ListFilter filter, Optional<ListCursor> after, int limit) {
    return page(
        new ListQuery(ListTable.CHECK_INS, filter, after),
        limit,
        OrderLists::checkIn,
        OrderLists::asTheyAre,
        last ->
            new ListCursor(
                filter.byChange() ? last.changedAt() : last.passedAt(),
                List.of(last.ticket(), Long.toString(last.number()))));
  }

  /**
   * One ticket and its passages, newest first, all as of one position; empty if the read model does
   * not have the ticket (yet).
   *
   * @param limit passages at most
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Optional<TicketHistory> history(TicketId ticket, int limit) {
    Instant now = clock.instant();
    ListFilter one = ListFilter.ofTicket(ticket);
    return Snapshot.readOrders(
        database,
        "the history of a ticket",
        connection -> {
          AsOf asOf = AsOf.read(connection, PROJECTION, now);
          List<ListedTicket> found =
              new ListQuery(ListTable.TICKETS, one, Optional.empty())
                  .read(connection, 1, OrderLists::ticket);
          if (found.isEmpty()) return Optional.empty();
          List<ListedCheckIn> passages =
              new ListQuery(ListTable.CHECK_INS, one, Optional.empty())
                  .read(connection, limit + 1, OrderLists::checkIn);
          boolean hasMore = passages.size() > limit;
          return Optional.of(
              new TicketHistory(
                  asOf,
                  found.getFirst(),
                  hasMore ? passages.subList(0, limit) : passages,
                  hasMore));
        });
  }

  /** Completes the rows of a page. */
  private interface Completion<T> {
    List<T> complete(Connection connection, List<T> rows) throws SQLException;
  }

  private <T> ListPage<T> page(
      ListQuery query,
      int limit,
      ListQuery.Row<T> row,
      Completion<T> completion,
      Function<T, ListCursor> cursor) {
    Instant now = clock.instant();
    return Snapshot.readOrders(
        database,
        "the lists of orders",
        connection -> {
          AsOf asOf = AsOf.read(connection, PROJECTION, now);
          List<T> found =
              query.read(connection, limit + 1, row); // One more tells whether any follow.
          boolean hasMore = found.size() > limit;
          List<T> rows = hasMore ? found.subList(0, limit) : found;
          return new ListPage<>(
              asOf,
              completion.complete(connection, rows),
              hasMore ? cursor.apply(rows.getLast()) : null);
        });
  }

  private static <T> List<T> asTheyAre(Connection connection, List<T> rows) {
    return rows;
  }

  private static List<ListedOrder> withLines(Connection connection, List<ListedOrder> rows)
      throws SQLException {
    if (rows.isEmpty()) return rows;
    Object[] ids = rows.stream().map(ListedOrder::id).toArray();
    var lines = new HashMap<String, List<ListedOrder.Line>>();
    var refunds = new HashMap<String, Refunded>();
    try (PreparedStatement statement = connection.prepareStatement(LINES)) {
      statement.setArray(1, connection.createArrayOf("text", ids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lines
              .computeIfAbsent(row.getString(1), order -> new ArrayList<>())
              .add(
                  new ListedOrder.Line(
                      row.getString(2),
                      row.getString(3),
                      row.getInt(4),
                      row.getLong(5),
                      row.getLong(6)));
        }
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(REFUNDS)) {
      statement.setArray(1, connection.createArrayOf("text", ids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          refunds.put(row.getString(1), new Refunded(row.getLong(2), row.getLong(3)));
        }
      }
    }
    return complete(rows, lines, refunds);
  }

  private static List<ListedOrder> complete(
      List<ListedOrder> rows,
      Map<String, List<ListedOrder.Line>> lines,
      Map<String, Refunded> refunds) {
    return rows.stream()
        .map(
            order -> {
              Refunded refunded = refunds.getOrDefault(order.id(), Refunded.NONE);
              return order.with(
                  lines.getOrDefault(order.id(), List.of()), refunded.due(), refunded.back());
            })
        .toList();
  }

  private static ListedOrder order(ResultSet row) throws SQLException {
    return new ListedOrder(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getBoolean(5),
        row.getString(6),
        row.getLong(7),
        row.getInt(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        ListQuery.instant(row, 12),
        ListQuery.instant(row, 13),
        ListQuery.instantOrNull(row, 14),
        ListQuery.instantOrNull(row, 15),
        ListQuery.instant(row, 16),
        row.getInt(17),
        0,
        0,
        List.of());
  }

  private static ListedTicket ticket(ResultSet row) throws SQLException {
    return new ListedTicket(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getString(7),
        row.getLong(8),
        ListQuery.instant(row, 9),
        ListQuery.instant(row, 10));
  }

  private static ListedPayment payment(ResultSet row) throws SQLException {
    return new ListedPayment(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getString(11),
        row.getString(12),
        ListQuery.instant(row, 13),
        ListQuery.instant(row, 14));
  }

  private static ListedCheckIn checkIn(ResultSet row) throws SQLException {
    return new ListedCheckIn(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        ListQuery.instant(row, 13),
        ListQuery.instant(row, 14),
        ListQuery.instant(row, 15));
  }
}
