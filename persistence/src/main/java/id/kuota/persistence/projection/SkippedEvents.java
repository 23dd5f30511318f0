package id.kuota.persistence.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Events that projections may pass over, each with the reason that a person gave: the table {@code
 * projection_skip}.
 *
 * <p>It allows and does not order: an event that can be applied is applied, whatever the table
 * says. So a rebuild after the mend of a fault makes the read model whole, and the record stays.
 */
public final class SkippedEvents {

  private static final String IS_ALLOWED =
      """
      SELECT 1 FROM projection_skip
      WHERE projection = ? AND persistence_id = ?
        AND (sequence_number = ? OR later AND sequence_number < ?)
      LIMIT 1
      """;

  private static final String STANDING =
      "SELECT tx_id::text::bigint, ordering, failure FROM projection WHERE name = ? AND state = 'failed'";

  private static final String ALLOW =
      """
      INSERT INTO projection_skip
        (projection, persistence_id, sequence_number, later, manifest, failure, reason, asked_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (projection, persistence_id, sequence_number) DO UPDATE
      SET later = excluded.later, failure = excluded.failure, reason = excluded.reason,
          asked_by = excluded.asked_by, asked_at = excluded.asked_at
      """;

  private static final String LIST =
      """
      SELECT projection, persistence_id, sequence_number, later, reason, asked_by, asked_at
      FROM projection_skip ORDER BY asked_at DESC, projection, persistence_id LIMIT ?
      """;

  /**
   * The event at which a projection stands.
   *
   * @param event as {@code persistence id#sequence number}
   * @param failure why it cannot be applied
   */
  public record Standing(String event, String failure) {}

  /**
   * A permission.
   *
   * @param event as {@code persistence id#sequence number}
   * @param later whether it holds for all later events of this entity too
   */
  public record Skip(
      String projection,
      String event,
      boolean later,
      String reason,
      String askedBy,
      OffsetDateTime askedAt) {}

  private SkippedEvents() {}

  /** Returns the event at which a projection stands; empty if it does not. */
  public static Optional<Standing> standing(DataSource database, String projection)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      return find(connection, projection)
          .map(stuck -> new Standing(name(stuck.event()), stuck.failure()));
    }
  }

  /**
   * Allows a projection to pass over the event at which it stands. Its node sees that by itself
   * within a few seconds.
   *
   * @param event as {@link Standing} names it; another one is not allowed
   * @param later whether all later events of the same entity may be passed over too, as far as they
   *     cannot be applied
   * @return whether the projection stands at this event; if not, nothing was changed
   */
  public static boolean allow(
      DataSource database,
      String projection,
      String event,
      boolean later,
      String reason,
      String askedBy)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      @Nullable Stuck stuck = find(connection, projection).orElse(null);
      if (stuck == null || !name(stuck.event()).equals(event)) return false;
      try (PreparedStatement statement = connection.prepareStatement(ALLOW)) {
        statement.setString(1, projection);
        statement.setString(2, stuck.event().entity());
        statement.setLong(3, stuck.event().sequenceNumber());
        statement.setBoolean(4, later);
        statement.setString(5, stuck.event().manifest());
        statement.setString(6, stuck.failure());
        statement.setString(7, reason);
        statement.setString(8, askedBy);
        return statement.executeUpdate() == 1;
      }
    }
  }

  /** Returns the permissions that were given, the latest first. */
  public static List<Skip> list(DataSource database, int limit) throws SQLException {
    var skips = new ArrayList<Skip>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setInt(1, limit);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          skips.add(
              new Skip(
                  result.getString(1),
                  name(result.getString(2), result.getLong(3)),
                  result.getBoolean(4),
                  result.getString(5),
                  result.getString(6),
                  result.getObject(7, OffsetDateTime.class)));
        }
      }
    }
    return skips;
  }

  static boolean isAllowed(Connection connection, String projection, JournalReader.Head event)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(IS_ALLOWED)) {
      statement.setString(1, projection);
      statement.setString(2, event.entity());
      statement.setLong(3, event.sequenceNumber());
      statement.setLong(4, event.sequenceNumber());
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  /** Lets the entity's row count the event as seen, so that the next one follows. */
  static void markSeen(
      Connection connection, String schema, ReadModel model, JournalReader.Head event)
      throws SQLException {
    int bar = event.entity().indexOf('|');
    @Nullable String update = model.seen().get(event.entity().substring(0, Math.max(0, bar)));
    if (update == null) return;
    try (PreparedStatement statement =
        connection.prepareStatement(update.replace("{schema}", schema))) {
      statement.setLong(1, event.sequenceNumber());
      statement.setString(2, event.entity().substring(bar + 1));
      statement.executeUpdate();
    }
  }

  private record Stuck(JournalReader.Head event, String failure) {}

  private static Optional<Stuck> find(Connection connection, String projection)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STANDING)) {
      statement.setString(1, projection);
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) return Optional.empty();
        String failure = result.getString(3);
        var position = new JournalPosition(result.getLong(1), result.getLong(2));
        return JournalReader.next(connection, position).map(event -> new Stuck(event, failure));
      }
    }
  }

  private static String name(JournalReader.Head event) {
    return name(event.entity(), event.sequenceNumber());
  }

  private static String name(String entity, long sequenceNumber) {
    return entity + "#" + sequenceNumber;
  }
}
