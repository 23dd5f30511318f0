package id.kuota.persistence.readmodel;

import id.kuota.engine.Limits;
import id.kuota.engine.sale.SaleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The part of a live sale that is about gates and about money that goes back. */
final class LiveGates {

  /** Reasons that are shown; there are about twenty. */
  private static final int REASONS_MAX = 50;

  /** By the index of the states: done refunds, which are most, are not read. */
  private static final String REFUNDS =
      """
      SELECT count(*) FILTER (WHERE status = 'due'), count(*) FILTER (WHERE status = 'manual'),
             count(*) FILTER (WHERE status = 'review'), count(*) FILTER (WHERE since < ?),
             count(*) FILTER (WHERE status = 'due'
               AND reason IN ('paid_after_expiry', 'paid_after_cancellation')),
             coalesce(sum(amount) FILTER (WHERE r.currency IS NULL), 0)
      FROM sales.refund r
      WHERE status IN ('due', 'manual', 'review') AND sale_id = ?
      """;

  private static final String PASSED =
      """
      SELECT coalesce(sum(entered) FILTER (WHERE minute >= ?), 0), coalesce(sum(conflicts), 0),
             (SELECT coalesce(sum(inside), 0) FROM sales.gate_inside WHERE sale_id = ?),
             EXISTS (SELECT 1 FROM sales.inside_unknown WHERE sale_id = ?),
             (SELECT count(*) FROM sales.gate_device d LEFT JOIN device_presence p USING (device_id)
              WHERE d.sale_id = ? AND d.status = 'active' AND coalesce(p.seen_at, d.changed_at) < ?)
      FROM sales.gate_minute WHERE sale_id = ?
      """;

  private static final String REFUSED =
      """
      SELECT reason, sum(refused) FROM gate_refusal
      WHERE sale_id = ? GROUP BY reason ORDER BY 2 DESC, 1 LIMIT ?
      """;

  private LiveGates() {}

  static LiveSale.OpenRefunds refunds(Connection connection, SaleId sale, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REFUNDS)) {
      statement.setObject(1, utc(now.minus(Limits.REFUND_ALARM)));
      statement.setString(2, sale.value());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new LiveSale.OpenRefunds(
            row.getLong(1),
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6));
      }
    }
  }

  static LiveSale.Gates gates(Connection connection, SaleId sale, Instant now) throws SQLException {
    List<LiveSale.RefusedScans> refused = refused(connection, sale);
    try (PreparedStatement statement = connection.prepareStatement(PASSED)) {
      statement.setObject(1, utc(now.minus(GateReports.RECENT)));
      statement.setString(2, sale.value());
      statement.setString(3, sale.value());
      statement.setString(4, sale.value());
      statement.setObject(5, utc(now.minus(GateDevices.UNSEEN_MAX)));
      statement.setString(6, sale.value());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new LiveSale.Gates(
            row.getBoolean(4) ? null : row.getLong(3),
            row.getLong(1),
            row.getLong(2),
            refused,
            row.getLong(5));
      }
    }
  }

  private static List<LiveSale.RefusedScans> refused(Connection connection, SaleId sale)
      throws SQLException {
    var refused = new ArrayList<LiveSale.RefusedScans>();
    try (PreparedStatement statement = connection.prepareStatement(REFUSED)) {
      statement.setString(1, sale.value());
      statement.setInt(2, REASONS_MAX);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          refused.add(new LiveSale.RefusedScans(row.getString(1), row.getLong(2)));
        }
      }
    }
    return refused;
  }

  static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
