package id.kuota.persistence.readmodel;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.persistence.projection.Freshness;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The query of a sale as it is now, meant to be asked once a second: each statement reads rows of
 * the one sale by an index, and the minutes of the last hour. Blocks on the database; thread-safe.
 */
public final class LiveSales {

  /** Minutes that a live sale has. */
  public static final int MINUTES = 60;

  private static final String FIND =
      """
      SELECT l.name, l.currency, l.status, l.opens_at, l.closes_at, p.tx_id::text, p.ordering
      FROM sales.sale_listing l, projection p WHERE l.sale_id = ? AND p.name = 'sales'
      """;

  private static final String ORDERS =
      """
      SELECT coalesce(sum(placed), 0), coalesce(sum(paid), 0), coalesce(sum(cancelled), 0),
             coalesce(sum(expired), 0), coalesce(sum(refunds_owed), 0),
             coalesce(sum(refund_amount), 0), coalesce(sum(revenue), 0),
             (SELECT coalesce(sum(tickets), 0) FROM sales.offer_tickets WHERE sale_id = ?)
      FROM sales.sale_minute WHERE sale_id = ?
      """;

  private static final String QUOTAS =
      """
      SELECT quota_id, capacity, held, sold, refused, revision
      FROM sales.quota_summary WHERE sale_id = ? AND NOT personal ORDER BY quota_id
      """;

  private static final String MINUTES_SINCE =
      """
      SELECT minute, sum(placed), sum(paid), sum(cancelled), sum(expired), sum(held),
             sum(refused), sum(revenue)
      FROM (
        SELECT minute, placed, paid, cancelled, expired, 0 AS held, 0 AS refused, revenue
        FROM sales.sale_minute WHERE sale_id = ? AND minute >= ?
        UNION ALL
        SELECT m.minute, 0, 0, 0, 0, m.held, m.refused, 0
        FROM sales.quota_summary q JOIN sales.quota_minute m USING (quota_id)
        WHERE q.sale_id = ? AND NOT q.personal AND m.minute >= ?) both_tables
      GROUP BY minute
      """;

  private final DataSource database;
  private final Clock clock;

  public LiveSales(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Returns the sale as it is now; empty if the read model knows no such sale, or not yet.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Optional<LiveSale> find(SaleId sale) {
    Instant now = clock.instant(); // Before the snapshot: what is said to be in it must be in it.
    return Snapshot.read(
        database, "the live view of " + sale, connection -> find(connection, sale, now));
  }

  private static Optional<LiveSale> find(Connection connection, SaleId sale, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, sale.value());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) return Optional.empty();
        Freshness freshness = Freshness.read(connection, "sales", now);
        var asOf =
            new LiveSale.AsOf(
                row.getString(6) + ":" + row.getLong(7),
                freshness.asOf(),
                freshness.lag().toMillis());
        return Optional.of(live(connection, sale, now, row, asOf));
      }
    }
  }

  private static LiveSale live(
      Connection connection, SaleId sale, Instant now, ResultSet listing, LiveSale.AsOf asOf)
      throws SQLException {
    List<LiveSale.Quota> quotas = quotas(connection, sale);
    List<LiveSale.Minute> minutes = minutes(connection, sale, now);
    try (PreparedStatement statement = connection.prepareStatement(ORDERS)) {
      statement.setString(1, sale.value());
      statement.setString(2, sale.value());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new LiveSale(
            sale,
            listing.getString(1),
            listing.getString(2),
            SaleView.Phase.valueOf(listing.getString(3).toUpperCase(Locale.ROOT)),
            instant(listing, 4),
            instant(listing, 5),
            asOf,
            orders(row),
            row.getLong(8),
            quotas,
            minutes,
            LiveGates.refunds(connection, sale, now),
            LiveGates.gates(connection, sale, now));
      }
    }
  }

  private static SaleReport.Orders orders(ResultSet row) throws SQLException {
    return new SaleReport.Orders(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7));
  }

  private static List<LiveSale.Quota> quotas(Connection connection, SaleId sale)
      throws SQLException {
    var quotas = new ArrayList<LiveSale.Quota>();
    try (PreparedStatement statement = connection.prepareStatement(QUOTAS)) {
      statement.setString(1, sale.value());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          quotas.add(
              new LiveSale.Quota(
                  new QuotaId(row.getString(1)),
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6)));
        }
      }
    }
    return quotas;
  }

  private static List<LiveSale.Minute> minutes(Connection connection, SaleId sale, Instant now)
      throws SQLException {
    Instant first = now.truncatedTo(ChronoUnit.MINUTES).minus(MINUTES - 1, ChronoUnit.MINUTES);
    Map<Instant, LiveSale.Minute> eventful = minutesSince(connection, sale, first);
    var minutes = new ArrayList<LiveSale.Minute>();
    for (int i = 0; i < MINUTES; i++) {
      Instant minute = first.plus(i, ChronoUnit.MINUTES);
      minutes.add(eventful.getOrDefault(minute, new LiveSale.Minute(minute, 0, 0, 0, 0, 0, 0, 0)));
    }
    return minutes;
  }

  private static Map<Instant, LiveSale.Minute> minutesSince(
      Connection connection, SaleId sale, Instant first) throws SQLException {
    var minutes = new HashMap<Instant, LiveSale.Minute>();
    try (PreparedStatement statement = connection.prepareStatement(MINUTES_SINCE)) {
      statement.setString(1, sale.value());
      statement.setObject(2, LiveGates.utc(first));
      statement.setString(3, sale.value());
      statement.setObject(4, LiveGates.utc(first));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant minute = instant(row, 1);
          minutes.put(
              minute,
              new LiveSale.Minute(
                  minute,
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  row.getLong(8)));
        }
      }
    }
    return minutes;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
