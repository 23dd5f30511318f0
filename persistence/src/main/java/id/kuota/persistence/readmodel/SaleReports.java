package id.kuota.persistence.readmodel;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.projection.Freshness;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Reports of sales. Blocks on the database; thread-safe. */
public final class SaleReports {

  /** Minutes that a report has at most, of the sale and of each quota: a day of them. */
  public static final int MINUTES_MAX = 1_440;

  private static final String FIND =
      "SELECT name, currency FROM sales.sale_listing WHERE sale_id = ?";

  private static final String ORDERS =
      """
      SELECT coalesce(sum(placed), 0), coalesce(sum(paid), 0), coalesce(sum(cancelled), 0),
             coalesce(sum(expired), 0), coalesce(sum(refunds_owed), 0),
             coalesce(sum(refund_amount), 0), coalesce(sum(revenue), 0)
      FROM sales.sale_minute WHERE sale_id = ?
      """;

  private static final String MINUTES =
      """
      SELECT placed, paid, cancelled, expired, refunds_owed, refund_amount, revenue, minute
      FROM sales.sale_minute WHERE sale_id = ? ORDER BY minute DESC LIMIT ?
      """;

  private static final String QUOTAS =
      """
      SELECT quota_id, capacity, held, sold, released, refused, revenue, revision
      FROM sales.quota_summary WHERE sale_id = ? AND NOT personal ORDER BY quota_id
      """;

  private static final String QUOTA_MINUTES =
      """
      SELECT q.quota_id, m.minute, m.held, m.sold, m.released, m.refused, m.revenue
      FROM sales.quota_summary q CROSS JOIN LATERAL (
        SELECT * FROM sales.quota_minute
        WHERE quota_id = q.quota_id ORDER BY minute DESC LIMIT ?) m
      WHERE q.sale_id = ? AND NOT q.personal
      ORDER BY q.quota_id, m.minute
      """;

  private final DataSource database;
  private final Clock clock;

  public SaleReports(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Returns the report; empty if the read model knows no such sale, or not yet.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Optional<SaleReport> find(SaleId sale) {
    Instant now = clock.instant(); // Before the snapshot: what is said to be in it must be in it.
    return Snapshot.read(
        database, "the report of " + sale, connection -> find(connection, sale, now));
  }

  private static Optional<SaleReport> find(Connection connection, SaleId sale, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, sale.value());
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) return Optional.empty();
        Freshness freshness = Freshness.read(connection, "sales", now);
        return Optional.of(
            new SaleReport(
                sale,
                result.getString(1),
                result.getString(2),
                freshness.asOf(),
                freshness.lag(),
                orders(connection, sale),
                quotas(connection, sale),
                minutes(connection, sale)));
      }
    }
  }

  private static SaleReport.Orders orders(Connection connection, SaleId sale) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ORDERS)) {
      statement.setString(1, sale.value());
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return orders(result);
      }
    }
  }

  private static List<SaleReport.SaleMinute> minutes(Connection connection, SaleId sale)
      throws SQLException {
    var minutes = new ArrayList<SaleReport.SaleMinute>();
    try (PreparedStatement statement = connection.prepareStatement(MINUTES)) {
      statement.setString(1, sale.value());
      statement.setInt(2, MINUTES_MAX);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          minutes.add(new SaleReport.SaleMinute(instant(result, 8), orders(result)));
        }
      }
    }
    return minutes.reversed();
  }

  private static SaleReport.Orders orders(ResultSet result) throws SQLException {
    return new SaleReport.Orders(
        result.getLong(1),
        result.getLong(2),
        result.getLong(3),
        result.getLong(4),
        result.getLong(5),
        result.getLong(6),
        result.getLong(7));
  }

  private static List<SaleReport.Quota> quotas(Connection connection, SaleId sale)
      throws SQLException {
    Map<String, List<SaleReport.QuotaMinute>> minutes = quotaMinutes(connection, sale);
    var quotas = new ArrayList<SaleReport.Quota>();
    try (PreparedStatement statement = connection.prepareStatement(QUOTAS)) {
      statement.setString(1, sale.value());
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          String id = result.getString(1);
          quotas.add(
              new SaleReport.Quota(
                  new QuotaId(id),
                  result.getLong(2),
                  result.getLong(3),
                  result.getLong(4),
                  result.getLong(5),
                  result.getLong(6),
                  result.getLong(7),
                  result.getLong(8),
                  minutes.getOrDefault(id, List.of())));
        }
      }
    }
    return quotas;
  }

  private static Map<String, List<SaleReport.QuotaMinute>> quotaMinutes(
      Connection connection, SaleId sale) throws SQLException {
    var minutes = new HashMap<String, List<SaleReport.QuotaMinute>>();
    try (PreparedStatement statement = connection.prepareStatement(QUOTA_MINUTES)) {
      statement.setInt(1, MINUTES_MAX);
      statement.setString(2, sale.value());
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          minutes
              .computeIfAbsent(result.getString(1), quota -> new ArrayList<>())
              .add(
                  new SaleReport.QuotaMinute(
                      instant(result, 2),
                      result.getLong(3),
                      result.getLong(4),
                      result.getLong(5),
                      result.getLong(6),
                      result.getLong(7)));
        }
      }
    }
    return minutes;
  }

  private static Instant instant(ResultSet result, int column) throws SQLException {
    return result.getObject(column, OffsetDateTime.class).toInstant();
  }
}
