package id.kuota.persistence.reconciliation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The sums of one sale over the tables of the read models.
 *
 * @param minutes of {@code sales.sale_minute}
 * @param quotaRevenue of the shared quotas
 * @param orderRefunds as the projection {@code orders} has them
 * @param ended orders that were cancelled or have expired, also those that were paid later
 * @param received what gateways have sent for paid orders, without fees
 */
record StoredSums(
    SaleTally minutes,
    long quotaRevenue,
    RefundTotals.Sum salesRefunds,
    RefundTotals.Sum orderRefunds,
    long placed,
    long paid,
    long ended,
    long paidTotal,
    long paidUnits,
    long received,
    long tickets) {

  private static final String READ =
      """
      SELECT m.*, q.*, r.*, o.*, g.*, t.*, x.*
      FROM (SELECT coalesce(sum(placed), 0), coalesce(sum(paid), 0), coalesce(sum(cancelled), 0),
              coalesce(sum(expired), 0), coalesce(sum(refunds_owed), 0),
              coalesce(sum(refund_amount), 0), coalesce(sum(revenue), 0)
            FROM sales.sale_minute WHERE sale_id = ?) m,
        (SELECT coalesce(sum(revenue), 0) FROM sales.quota_summary
          WHERE sale_id = ? AND NOT personal) q,
        (SELECT count(*), coalesce(sum(amount), 0) FROM sales.refund WHERE sale_id = ?) r,
        (SELECT count(*), count(*) FILTER (WHERE state = 'paid'),
            count(*) FILTER (WHERE state IN ('cancelled', 'expired') OR late),
            coalesce(sum(total) FILTER (WHERE state = 'paid'), 0),
            coalesce(sum(units) FILTER (WHERE state = 'paid'), 0)
          FROM orders.placed_order WHERE sale_id = ?) o,
        (SELECT coalesce(sum(p.received), 0) FROM orders.placed_order b
          JOIN orders.payment p USING (payment_id)
          WHERE b.sale_id = ? AND b.state = 'paid') g,
        (SELECT count(*) FROM orders.ticket WHERE sale_id = ?) t,
        (SELECT count(*), coalesce(sum(amount), 0) FROM orders.refund WHERE sale_id = ?) x
      """;

  private static final int PARAMETERS = 7;

  static StoredSums read(Connection connection, String sale) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      for (int i = 1; i <= PARAMETERS; i++) statement.setString(i, sale);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new StoredSums(
            new SaleTally(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7)),
            row.getLong(8),
            new RefundTotals.Sum(row.getLong(9), row.getLong(10)),
            new RefundTotals.Sum(row.getLong(18), row.getLong(19)),
            row.getLong(11),
            row.getLong(12),
            row.getLong(13),
            row.getLong(14),
            row.getLong(15),
            row.getLong(16),
            row.getLong(17));
      }
    }
  }
}
