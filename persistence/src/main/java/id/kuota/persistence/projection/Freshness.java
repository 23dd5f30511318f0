package id.kuota.persistence.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * How old the tables of a projection are.
 *
 * <p>A standby does not know what it has not received. It counts as current up to the last
 * transaction that it has replayed; since nodes renew their leases several times a second, that is
 * less than a second ago unless it lags, or no node lives.
 *
 * @param asOf everything that was acknowledged up to here is in the tables; the moment of asking if
 *     nothing waits, the time of the last applied row if something does
 * @param lag zero if no row of the journal waits, else the age of the oldest that does; on a
 *     standby not less than the age of what it has replayed
 */
public record Freshness(Instant asOf, Duration lag) {

  private static final String READ =
      """
      SELECT p.written_at,
             CASE WHEN pg_is_in_recovery() THEN
               coalesce((extract(epoch FROM pg_last_xact_replay_timestamp()) * 1000)::bigint, 0)
             END,
             j.written_at
      FROM projection p
      LEFT JOIN LATERAL (
        SELECT coalesce(write_timestamp, 0) AS written_at
        FROM event_journal
        WHERE (tx_id, ordering) > (p.tx_id, p.ordering)
        ORDER BY tx_id, ordering
        LIMIT 1) j ON true
      WHERE p.name = ?
      """;

  /**
   * Reads it in the caller's transaction, so that it belongs to what else is read there.
   *
   * @param now the moment of asking, taken before the transaction's snapshot
   */
  public static Freshness read(Connection connection, String projection, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, projection);
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          throw new SQLException("the table projection has no row for " + projection);
        }
        Instant applied = Instant.ofEpochMilli(result.getLong(1));
        Instant replayed = Instant.ofEpochMilli(result.getLong(2));
        Instant known = result.wasNull() || replayed.isAfter(now) ? now : replayed;
        Instant waiting = Instant.ofEpochMilli(result.getLong(3));
        return result.wasNull()
            ? new Freshness(known, Duration.between(known, now))
            : behind(applied, waiting, now);
      }
    }
  }

  private static Freshness behind(Instant applied, Instant waiting, Instant now) {
    // Clocks of two machines differ; an age is never negative.
    Duration lag = waiting.isBefore(now) ? Duration.between(waiting, now) : Duration.ZERO;
    return new Freshness(applied, lag);
  }
}
