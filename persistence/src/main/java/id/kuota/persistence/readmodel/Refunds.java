package id.kuota.persistence.readmodel;

import id.kuota.engine.Limits;
import id.kuota.persistence.projection.Freshness;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The refunds of all orders. Blocks on the database; thread-safe. */
public final class Refunds {

  private static final String PAGE =
      """
      SELECT r.refund_id, r.order_id, r.sale_id, r.payment_id, r.amount,
             coalesce(r.currency, l.currency, ''), r.reason, r.status, r.note, r.since,
             r.changed_at, r.tries, r.next_try
      FROM sales.refund r LEFT JOIN sales.sale_listing l USING (sale_id)
      WHERE r.status = ANY (?) AND r.refund_id > ?
        AND (?::text IS NULL OR r.sale_id = ?)
      ORDER BY r.refund_id LIMIT ?
      """;

  /**
   * One refund.
   *
   * @param tries how often the gateway was asked for it without a result
   * @param nextTry when it is asked again; null if that is now, or not at all
   * @param overdue whether it is owed for longer than {@link Limits#REFUND_ALARM}
   */
  public record ListedRefund(
      String refund,
      String order,
      String sale,
      String payment,
      long amount,
      String currency,
      String reason,
      String status,
      String note,
      Instant since,
      Instant changedAt,
      long tries,
      @Nullable Instant nextTry,
      boolean overdue) {}

  /**
   * One page, ordered by the refunds' ids.
   *
   * @param asOf everything up to here is in it
   * @param lag age of the oldest event that is not in it yet
   */
  public record Page(Instant asOf, Duration lag, List<ListedRefund> refunds, boolean hasMore) {
    public Page {
      refunds = List.copyOf(refunds);
    }
  }

  private final DataSource database;
  private final Clock clock;

  public Refunds(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One page.
   *
   * @param statuses only refunds that stand so, in the words of the table
   * @param after the last refund of the page before; empty for the first page
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Page page(List<String> statuses, String after, int limit) {
    return page(statuses, null, after, limit);
  }

  /**
   * One page of the refunds of one sale.
   *
   * @param sale null for all sales
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Page page(List<String> statuses, @Nullable String sale, String after, int limit) {
    Instant now = clock.instant();
    return Snapshot.read(
        database,
        "the refunds",
        connection -> {
          Freshness freshness = Freshness.read(connection, "sales", now);
          List<ListedRefund> found = read(connection, statuses, sale, after, limit + 1, now);
          boolean hasMore = found.size() > limit;
          return new Page(
              freshness.asOf(),
              freshness.lag(),
              hasMore ? found.subList(0, limit) : found,
              hasMore);
        });
  }

  private static List<ListedRefund> read(
      Connection connection,
      List<String> statuses,
      @Nullable String sale,
      String after,
      int limit,
      Instant now)
      throws SQLException {
    var refunds = new ArrayList<ListedRefund>();
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setArray(1, connection.createArrayOf("text", statuses.toArray()));
      statement.setString(2, after);
      statement.setString(3, sale);
      statement.setString(4, sale);
      statement.setInt(5, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          refunds.add(refund(row, now));
        }
      }
    }
    return refunds;
  }

  private static ListedRefund refund(ResultSet row, Instant now) throws SQLException {
    Instant since = row.getObject(10, OffsetDateTime.class).toInstant();
    String status = row.getString(8);
    boolean isOpen = List.of("due", "manual", "review").contains(status);
    return new ListedRefund(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getString(6),
        row.getString(7),
        status,
        row.getString(9),
        since,
        row.getObject(11, OffsetDateTime.class).toInstant(),
        row.getLong(12),
        instant(row, 13),
        isOpen && since.isBefore(now.minus(Limits.REFUND_ALARM)));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
