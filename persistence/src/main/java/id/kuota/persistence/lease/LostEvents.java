package id.kuota.persistence.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The table {@code lost_event}: what was acknowledged and is not in the journal. */
public final class LostEvents {

  private static final int PAGE_ROWS = 5_000;

  private static final String RECORD =
      """
      INSERT INTO lost_event (persistence_id, server_history, acknowledged, journaled, found_by)
      SELECT id, server_history(), acknowledged, journaled, ?
      FROM unnest(?::text[], ?::bigint[]) AS tail (id, acknowledged)
      CROSS JOIN LATERAL (
        SELECT coalesce(max(sequence_number), 0) FROM event_journal WHERE persistence_id = id
      ) AS journal (journaled)
      WHERE journaled < acknowledged
      ON CONFLICT (persistence_id, server_history)
        DO UPDATE SET acknowledged = greatest(lost_event.acknowledged, excluded.acknowledged)
      RETURNING persistence_id
      """;

  private static final String LATEST =
      """
      SELECT persistence_id, server_history, acknowledged, journaled, found_by, found_at
      FROM lost_event ORDER BY found_at DESC, persistence_id LIMIT ?
      """;

  /**
   * An entity whose latest events are gone.
   *
   * @param persistenceId type and id of the entity, like {@code Order|ord_...}
   * @param history the one in which they are missing
   * @param acknowledged the highest sequence number that a node had acknowledged
   * @param journaled the highest in the journal when that was found
   */
  public record Lost(
      String persistenceId,
      String history,
      long acknowledged,
      long journaled,
      String foundBy,
      Instant foundAt) {}

  private LostEvents() {}

  /**
   * Compares what this node has acknowledged with the journal, and records what is missing there.
   *
   * @return the entities that miss something
   */
  static List<String> record(
      Connection connection, List<AcknowledgedTail.Acknowledged> tail, String node)
      throws SQLException {
    var lost = new ArrayList<String>();
    for (int from = 0; from < tail.size(); from += PAGE_ROWS) {
      var page = tail.subList(from, Math.min(tail.size(), from + PAGE_ROWS));
      try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
        statement.setString(1, node);
        statement.setObject(
            2,
            page.stream().map(AcknowledgedTail.Acknowledged::persistenceId).toArray(String[]::new));
        statement.setObject(
            3, page.stream().mapToLong(AcknowledgedTail.Acknowledged::sequenceNumber).toArray());
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            lost.add(result.getString(1));
          }
        }
      }
    }
    return lost;
  }

  /** Returns what nodes have found missing, the latest first. Blocks. */
  public static List<Lost> latest(DataSource database, int limit) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LATEST)) {
      statement.setInt(1, limit);
      try (ResultSet result = statement.executeQuery()) {
        var lost = new ArrayList<Lost>();
        while (result.next()) {
          lost.add(
              new Lost(
                  result.getString(1),
                  result.getString(2),
                  result.getLong(3),
                  result.getLong(4),
                  result.getString(5),
                  result.getObject(6, OffsetDateTime.class).toInstant()));
        }
        return lost;
      }
    }
  }
}
