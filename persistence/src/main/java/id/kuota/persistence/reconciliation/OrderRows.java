package id.kuota.persistence.reconciliation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The rows of all orders of a sale, by their ids, with a cursor. Not thread-safe. */
final class OrderRows implements AutoCloseable {

  private static final int FETCH_ROWS = 1_000;

  private static final String READ =
      """
      SELECT o.order_id, o.state, o.total, coalesce(t.tickets, 0), coalesce(p.received, 0)
      FROM orders.placed_order o
      LEFT JOIN (
        SELECT order_id, count(*) AS tickets FROM orders.ticket WHERE sale_id = ?
        GROUP BY order_id) t USING (order_id)
      LEFT JOIN orders.payment p ON o.state = 'paid' AND p.payment_id = o.payment_id
      WHERE o.sale_id = ? ORDER BY o.order_id
      """;

  private final PreparedStatement statement;
  private final ResultSet result;

  /**
   * Begins to read.
   *
   * @param connection in a transaction, which must last as long as the reading
   */
  OrderRows(Connection connection, String sale) throws SQLException {
    statement = connection.prepareStatement(READ);
    statement.setFetchSize(FETCH_ROWS);
    statement.setString(1, sale);
    statement.setString(2, sale);
    result = statement.executeQuery();
  }

  /** Returns the next row; empty at the end. */
  Optional<OrderRow> next() throws SQLException {
    if (!result.next()) return Optional.empty();
    return Optional.of(
        new OrderRow(
            result.getString(1),
            result.getString(2),
            result.getLong(3),
            result.getLong(4),
            result.getLong(5)));
  }

  @Override
  public void close() throws SQLException {
    result.close();
    statement.close();
  }
}
