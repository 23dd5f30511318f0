package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The query of the orders of a sale that are on their way, and of its payments. It counts all
 * payments of the sale and all its held orders, which takes a second for millions: the caller paces
 * it. Blocks on the database; thread-safe.
 */
public final class LiveOrders {

  /** Pairs of a gateway and a method that are shown. */
  private static final int METHODS_MAX = 100;

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofMinutes(5);

  private static final String HELD =
      """
      SELECT l.offer_id, sum(l.quantity) FILTER (WHERE o.payment_id IS NULL),
             sum(l.quantity) FILTER (WHERE o.payment_id IS NOT NULL),
             sum(l.quantity) FILTER (WHERE o.held_until <= ?),
             sum(l.quantity) FILTER (WHERE o.held_until <= ?)
      FROM orders.placed_order o JOIN orders.order_line l USING (order_id)
      WHERE o.sale_id = ? AND o.state = 'held' GROUP BY 1 ORDER BY 1
      """;

  private static final String PAYMENTS =
      """
      SELECT gateway, method, count(*), count(*) FILTER (WHERE state IN ('paid', 'charged_back')),
             count(*) FILTER (WHERE state = 'failed'),
             count(*) FILTER (WHERE state IN ('open', 'unknown', 'review'))
      FROM orders.payment WHERE sale_id = ? GROUP BY 1, 2 ORDER BY 1, 2 LIMIT ?
      """;

  private static final String PAYING =
      """
      SELECT count(DISTINCT order_id) FROM orders.payment WHERE sale_id = ?
      """;

  /**
   * The orders of a sale that are on their way.
   *
   * @param held by offer
   * @param payments by gateway and method
   * @param everPaying orders for which a payment was begun, ever
   */
  public record Underway(List<HeldOffer> held, List<Payments> payments, long everPaying) {
    public Underway {
      held = List.copyOf(held);
      payments = List.copyOf(payments);
    }
  }

  /**
   * Units of one offer in held orders.
   *
   * @param unpaid without a payment that was begun
   * @param paying with one
   * @param lapsingSoon whose holds end within a minute
   * @param lapsingLater whose holds end within five minutes, those of the first minute included
   */
  public record HeldOffer(
      OfferId offer, long unpaid, long paying, long lapsingSoon, long lapsingLater) {}

  /**
   * Attempts to pay.
   *
   * @param open whose end is not known yet, and those that a person must look at
   */
  public record Payments(
      String gateway, String method, long started, long paid, long failed, long open) {}

  private final DataSource database;
  private final Clock clock;

  public LiveOrders(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Returns the orders of a sale that are on their way now; of an unknown sale there are none.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Underway of(SaleId sale) {
    Instant now = clock.instant();
    return Snapshot.read(
        database,
        "the orders on their way",
        connection ->
            new Underway(
                held(connection, sale, now), payments(connection, sale), paying(connection, sale)));
  }

  private static List<HeldOffer> held(Connection connection, SaleId sale, Instant now)
      throws SQLException {
    var held = new ArrayList<HeldOffer>();
    try (PreparedStatement statement = connection.prepareStatement(HELD)) {
      statement.setObject(1, LiveGates.utc(now.plus(SOON)));
      statement.setObject(2, LiveGates.utc(now.plus(LATER)));
      statement.setString(3, sale.value());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          held.add(
              new HeldOffer(
                  new OfferId(row.getString(1)),
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5)));
        }
      }
    }
    return held;
  }

  private static List<Payments> payments(Connection connection, SaleId sale) throws SQLException {
    var payments = new ArrayList<Payments>();
    try (PreparedStatement statement = connection.prepareStatement(PAYMENTS)) {
      statement.setString(1, sale.value());
      statement.setInt(2, METHODS_MAX);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          payments.add(
              new Payments(
                  row.getString(1),
                  row.getString(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6)));
        }
      }
    }
    return payments;
  }

  private static long paying(Connection connection, SaleId sale) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAYING)) {
      statement.setString(1, sale.value());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
