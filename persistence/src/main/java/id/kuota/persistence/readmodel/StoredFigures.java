package id.kuota.persistence.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * What an operator watches of the read models of all sales, as of one moment.
 *
 * @param heldOverdue units held by quotas whose last deadline passed more than {@link #OVERDUE}
 *     ago; at most those of {@link #ROWS_MAX} quotas
 * @param oversold units above the capacity of their shared quota, of sales that closed less than
 *     {@link #SOLD_LATELY} ago
 * @param refundsOwed refunds whose money has not gone back
 * @param oldestRefund age of the oldest of them; zero if none is owed
 * @param inside people inside of sales whose gates admitted within {@link #ADMITTED_LATELY}
 * @param devicesSilent devices that were heard of within {@link #HEARD_LATELY}, and not within
 *     {@link #SILENCE}
 */
public record StoredFigures(
    long heldOverdue,
    long oversold,
    long refundsOwed,
    Duration oldestRefund,
    long inside,
    long devicesSilent) {

  static final Duration OVERDUE = Duration.ofMinutes(1);
  static final Duration SOLD_LATELY = Duration.ofDays(7);
  static final Duration ADMITTED_LATELY = Duration.ofDays(1);
  static final Duration HEARD_LATELY = Duration.ofHours(1);

  /** Four heartbeats of a gate page. */
  static final Duration SILENCE = Duration.ofMinutes(2);

  static final int ROWS_MAX = 10_000;

  /** The server cancels the query after so long: it must not hold a connection that others need. */
  private static final Duration TIME_MAX = Duration.ofSeconds(3);

  // Each part reads by an index, or a table with few rows: one for each sale, gate or device.
  private static final String FIGURES =
      """
      SELECT
        (SELECT coalesce(sum(held), 0) FROM (
          SELECT held FROM wake.quota
          WHERE personal IN (true, false) AND last_deadline < ? LIMIT ?) overdue),
        (SELECT coalesce(sum(q.held + q.sold - q.capacity), 0)
          FROM sales.sale_listing l JOIN sales.quota_summary q USING (sale_id)
          WHERE l.closes_at > ? AND NOT q.personal AND q.held + q.sold > q.capacity),
        owed.refunds, owed.oldest,
        (SELECT coalesce(sum(inside), 0) FROM sales.gate_inside
          WHERE sale_id NOT IN (SELECT sale_id FROM sales.inside_unknown) AND sale_id IN (
            SELECT i.sale_id FROM sales.gate_inside i WHERE EXISTS (
              SELECT FROM sales.gate_minute m
              WHERE (m.sale_id, m.gate_id, m.list_id) = (i.sale_id, i.gate_id, i.list_id)
                AND m.minute > ?))),
        (SELECT count(*) FROM device_presence JOIN sales.gate_device USING (device_id)
          WHERE status = 'active' AND seen_at > ? AND seen_at < ?)
      FROM (
        SELECT count(*) AS refunds, min(since) AS oldest FROM sales.refund
        WHERE status IN ('due', 'manual', 'review')) owed
      """;

  /**
   * Reads them. Blocks, for six seconds at most.
   *
   * @param now what "ago" and ages are counted from
   * @throws ReadModelUnavailableException if the database does not answer in time
   */
  public static StoredFigures read(DataSource database, Instant now) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement limit = connection.createStatement();
          PreparedStatement query = connection.prepareStatement(FIGURES)) {
        limit.execute("SET LOCAL statement_timeout = %d".formatted(TIME_MAX.toMillis()));
        set(query, 1, now.minus(OVERDUE));
        query.setInt(2, ROWS_MAX);
        set(query, 3, now.minus(SOLD_LATELY));
        set(query, 4, now.minus(ADMITTED_LATELY));
        set(query, 5, now.minus(HEARD_LATELY));
        set(query, 6, now.minus(SILENCE));
        try (ResultSet row = query.executeQuery()) {
          row.next();
          return figures(row, now);
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the figures of all sales", e);
    }
  }

  private static void set(PreparedStatement query, int parameter, Instant moment)
      throws SQLException {
    query.setObject(parameter, moment.atOffset(ZoneOffset.UTC));
  }

  private static StoredFigures figures(ResultSet row, Instant now) throws SQLException {
    OffsetDateTime oldest = row.getObject(4, OffsetDateTime.class);
    return new StoredFigures(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        oldest == null ? Duration.ZERO : age(oldest.toInstant(), now),
        row.getLong(5),
        row.getLong(6));
  }

  /** Another node's clock may be ahead. */
  private static Duration age(Instant since, Instant now) {
    return since.isBefore(now) ? Duration.between(since, now) : Duration.ZERO;
  }
}
