package id.kuota.persistence.readmodel;

import id.kuota.persistence.projection.Freshness;
import id.kuota.persistence.projection.JournalPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Up to where a projection has read the journal.
 *
 * @param position the last row of the journal that is in its tables
 * @param at everything that was acknowledged up to here is in the tables
 * @param lag zero if no row of the journal waits, else the age of the oldest that does
 */
public record AsOf(JournalPosition position, Instant at, Duration lag) {

  private static final String READ =
      "SELECT tx_id::text::bigint, ordering FROM projection WHERE name = ?";

  /**
   * Reads it in the caller's transaction, so that it belongs to what else is read there.
   *
   * @param now the moment of asking, taken before the transaction's snapshot
   */
  public static AsOf read(Connection connection, String projection, Instant now)
      throws SQLException {
    Freshness freshness = Freshness.read(connection, projection, now);
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, projection);
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          throw new SQLException("the table projection has no row for " + projection);
        }
        var position = new JournalPosition(result.getLong(1), result.getLong(2));
        return new AsOf(position, freshness.asOf(), freshness.lag());
      }
    }
  }

  /** Returns the position as people write it: transaction, colon, ordering. */
  public String place() {
    return position.transaction() + ":" + position.ordering();
  }
}
