package id.kuota.persistence.readmodel;

import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.sale.Cancellation;
import id.kuota.engine.sale.SaleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Cancelled events: their orders that are still to be undone, and how far that is. Blocks on the
 * database; thread-safe.
 */
public final class Cancellations {

  private static final String WHAT = "the orders of cancelled events";

  /** The latest first: its orders wait, those of the others are done, but for late money. */
  private static final String SALES =
      """
      SELECT sale_id FROM sales.sale_listing WHERE status = 'cancelled'
      ORDER BY updated_at DESC, sale_id LIMIT ?
      """;

  /** Whether order {@code o} has a ticket to take back: all, or only unused ones. */
  private static final String HAS_TICKETS =
      """
      o.tickets_cancelled < o.units AND (? OR EXISTS (
          SELECT FROM orders.ticket t
          WHERE t.order_id = o.order_id AND t.state <> 'cancelled' AND NOT EXISTS (
            SELECT FROM orders.check_in c
            WHERE c.ticket_id = t.ticket_id AND c.direction = 'in' AND c.outcome <> 'annulled')))
      """;

  private static final String PENDING =
      """
      SELECT o.order_id, o.state, o.placed_at FROM orders.placed_order o
      WHERE o.sale_id = ? AND o.state IN ('held', 'paid')
        AND (o.state, o.placed_at, o.order_id) > (?, ?, ?)
        AND (o.state = 'held' OR (%s))
      ORDER BY o.state, o.placed_at, o.order_id LIMIT ?
      """
          .formatted(HAS_TICKETS);

  private static final String ORDERS =
      """
      SELECT count(*) FILTER (WHERE state = 'held'),
             count(*) FILTER (WHERE state = 'paid' AND pending),
             count(*) FILTER (WHERE state = 'cancelled'),
             count(*) FILTER (WHERE state = 'paid' AND NOT pending)
      FROM (
        SELECT o.state, (%s) AS pending FROM orders.placed_order o
        WHERE o.sale_id = ? AND (o.state IN ('held', 'paid')
          OR (o.state = 'cancelled' AND o.ended_at >= ?))
      ) found
      """
          .formatted(HAS_TICKETS);

  /** The price of tickets to take back; on its own, which is ten times as fast as by order. */
  private static final String TICKETS =
      """
      SELECT coalesce(sum(t.price), 0) FROM orders.ticket t
      WHERE t.sale_id = ? AND t.state <> 'cancelled' AND (? OR NOT EXISTS (
        SELECT FROM orders.check_in c
        WHERE c.ticket_id = t.ticket_id AND c.direction = 'in' AND c.outcome <> 'annulled'))
      """;

  /** Money that left by itself is listed as a refund too, and was never to be paid back. */
  private static final String REFUNDS =
      """
      SELECT count(*) FILTER (WHERE status = 'done'),
             count(*) FILTER (WHERE status = 'due'),
             count(*) FILTER (WHERE status IN ('manual', 'review')),
             count(*) FILTER (WHERE status IN ('waived', 'taken_back')),
             count(*) FILTER (WHERE status IN ('due', 'manual', 'review') AND since < ?),
             coalesce(sum(amount) FILTER (WHERE status IN ('done', 'due', 'manual', 'review')), 0),
             coalesce(sum(amount) FILTER (WHERE status = 'done'), 0)
      FROM orders.refund
      WHERE sale_id = ? AND (since >= ? OR status IN ('due', 'manual', 'review'))
        AND reason NOT IN ('returned_at_gateway', 'charged_back')
      """;

  /**
   * An order to undo, and its place in the order in which they are found.
   *
   * @param state {@code held} or {@code paid}
   */
  public record Pending(OrderId order, String state, Instant placedAt) {}

  private final DataSource database;
  private final Clock clock;

  public Cancellations(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Returns the sales whose event is cancelled, as far as the listing knows.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public List<SaleId> sales(int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SALES)) {
      statement.setInt(1, limit);
      var sales = new ArrayList<SaleId>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) sales.add(new SaleId(row.getString(1)));
      }
      return sales;
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  /**
   * Returns orders of a sale that are held, or have tickets to take back: the held ones first,
   * since they may still be paid, and of each kind the oldest first.
   *
   * @param usedToo whether tickets that have admitted a person are taken back as well
   * @param after the last one that was found before; empty to begin
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public List<Pending> pending(SaleId sale, boolean usedToo, Optional<Pending> after, int limit) {
    return Snapshot.readOrders(
        database,
        WHAT,
        connection -> {
          var found = new ArrayList<Pending>();
          try (PreparedStatement statement = connection.prepareStatement(PENDING)) {
            statement.setString(1, sale.value());
            statement.setString(2, after.map(Pending::state).orElse(""));
            statement.setObject(3, time(after.map(Pending::placedAt).orElse(Instant.EPOCH)));
            statement.setString(4, after.map(last -> last.order().value()).orElse(""));
            statement.setBoolean(5, usedToo);
            statement.setInt(6, limit);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                found.add(
                    new Pending(
                        new OrderId(row.getString(1)),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()));
              }
            }
          }
          return found;
        });
  }

  /**
   * Returns how far the orders of a sale are undone.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public CancellationProgress progress(SaleId sale, Cancellation cancellation) {
    Instant now = clock.instant();
    return Snapshot.readOrders(
        database,
        WHAT,
        connection -> {
          AsOf asOf = AsOf.read(connection, "orders", now);
          try (PreparedStatement orders = connection.prepareStatement(ORDERS);
              PreparedStatement tickets = connection.prepareStatement(TICKETS);
              PreparedStatement refunds = connection.prepareStatement(REFUNDS)) {
            orders.setBoolean(1, cancellation.usedToo());
            orders.setString(2, sale.value());
            orders.setObject(3, time(cancellation.at()));
            tickets.setString(1, sale.value());
            tickets.setBoolean(2, cancellation.usedToo());
            refunds.setObject(1, time(now.minus(Limits.REFUND_ALARM)));
            refunds.setString(2, sale.value());
            refunds.setObject(3, time(cancellation.at()));
            try (ResultSet order = orders.executeQuery();
                ResultSet ticket = tickets.executeQuery();
                ResultSet refund = refunds.executeQuery()) {
              order.next();
              ticket.next();
              refund.next();
              return progress(asOf, order, ticket.getLong(1), refund);
            }
          }
        });
  }

  private static CancellationProgress progress(
      AsOf asOf, ResultSet order, long tickets, ResultSet refund) throws SQLException {
    return new CancellationProgress(
        asOf,
        new CancellationProgress.Orders(
            order.getLong(1), order.getLong(2), order.getLong(3), order.getLong(4)),
        new CancellationProgress.Refunds(
            refund.getLong(1),
            refund.getLong(2),
            refund.getLong(3),
            refund.getLong(4),
            refund.getLong(5)),
        new CancellationProgress.Money(
            Math.addExact(tickets, refund.getLong(6)), refund.getLong(7)));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
