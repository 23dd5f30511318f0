package id.kuota.persistence.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.engine.waitingroom.Hash;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;

/**
 * What operators set of rooms, with the record of each change in the same transaction. Blocks on
 * the database, and fails with {@link id.kuota.persistence.readmodel.ReadModelUnavailableException}
 * if it does not answer; thread-safe.
 */
public final class WaitingRoomControls {

  private static final String SET =
      """
      UPDATE waiting_room SET
        rate = CASE WHEN ?::int IS NULL THEN rate ELSE nullif(?::int, 0) END,
        paused = coalesce(?::boolean, paused), draining = coalesce(?::boolean, draining),
        message_id = coalesce(?::text, message_id), message_en = coalesce(?::text, message_en),
        shop_url = coalesce(?::text, shop_url)
      WHERE sale_id = ?
      """;

  private static final String RECORD =
      """
      INSERT INTO waiting_room_change (sale_id, change, done_by, reason, changed_at)
      VALUES (?, ?, ?, ?, ?)
      """;

  private static final String CHANGES =
      """
      SELECT change, done_by, reason, changed_at FROM waiting_room_change
      WHERE sale_id = ? ORDER BY change_id DESC LIMIT ?
      """;

  private static final String BEACON =
      """
      UPDATE waiting_room SET beacon = ?, beacon_source = ?
      WHERE sale_id = ? AND beacon IS NULL AND mix IS NULL AND merkle_root IS NOT NULL
      """;

  private static final String ADD_LINK =
      """
      INSERT INTO waiting_room_link
        (sale_id, link_id, uses, expires_at, done_by, reason, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private static final String REVOKE =
      """
      UPDATE waiting_room_link SET revoked = true
      WHERE sale_id = ? AND link_id = ? AND NOT revoked
      """;

  private static final String LINKS =
      """
      SELECT link_id, uses, used, expires_at, revoked, done_by, reason, created_at
      FROM waiting_room_link WHERE sale_id = ? ORDER BY created_at DESC, link_id LIMIT ?
      """;

  private static final String USE_ONCE =
      """
      INSERT INTO waiting_room_link_use (sale_id, link_id, entry_id, used_at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private static final String COUNT_USE =
      """
      UPDATE waiting_room_link SET used = used + ?
      WHERE sale_id = ? AND link_id = ? AND NOT revoked AND expires_at > ? AND used + ? <= uses
      """;

  private final RoomSql sql;

  public WaitingRoomControls(DataSource database) {
    this.sql = new RoomSql(database, "the controls of a waiting room");
  }

  /** Changes an existing room, and records it. */
  public void set(SaleId sale, ControlChange change, Instant now) {
    Integer rate = change.rate().isPresent() ? change.rate().getAsInt() : null;
    sql.inTransaction(
        connection -> {
          RoomSql.run(
              connection,
              SET,
              rate,
              rate,
              change.paused().orElse(null),
              change.draining().orElse(null),
              change.message().map(ControlChange.Message::id).orElse(null),
              change.message().map(ControlChange.Message::en).orElse(null),
              change.shopUrl().orElse(null),
              sale.value());
          return record(connection, sale, change.words(), change.by(), change.reason(), now);
        });
  }

  /**
   * Sets the value of a public beacon, once, between freeze and draw; returns whether it did.
   *
   * @param source where everyone finds the value, such as a round of a beacon
   */
  public boolean setBeacon(SaleId sale, Hash value, String source, String by, Instant now) {
    return sql.inTransaction(
        connection -> {
          if (RoomSql.run(connection, BEACON, value.bytes(), source, sale.value()) == 0)
            return false;
          return record(connection, sale, "beacon=" + value, by, source, now);
        });
  }

  /** Returns the latest changes, the latest first. */
  public List<RecordedChange> changes(SaleId sale, int limit) {
    return sql.list(
        CHANGES,
        row ->
            new RecordedChange(
                row.getString(1), row.getString(2), row.getString(3), instant(row, 4)),
        sale.value(),
        limit);
  }

  /** Adds a link; one of this id stays as it is. */
  public void add(SaleId sale, RoomLink link) {
    sql.inTransaction(
        connection -> {
          int added =
              RoomSql.run(
                  connection,
                  ADD_LINK,
                  sale.value(),
                  link.id().bytes(),
                  link.uses(),
                  RoomRows.utc(link.expiresAt()),
                  link.by(),
                  link.reason(),
                  RoomRows.utc(link.createdAt()));
          if (added == 0) return false;
          String words =
              "link=%s, uses=%d, expires_at=%s".formatted(link.id(), link.uses(), link.expiresAt());
          return record(connection, sale, words, link.by(), link.reason(), link.createdAt());
        });
  }

  /** Revokes a link; returns whether there is one. */
  public boolean revoke(SaleId sale, EntryId link, String by, String reason, Instant now) {
    return sql.inTransaction(
        connection -> {
          if (RoomSql.run(connection, REVOKE, sale.value(), link.bytes()) == 1) {
            return record(connection, sale, "link=" + link + " revoked", by, reason, now);
          }
          return links(sale, Integer.MAX_VALUE).stream().anyMatch(own -> own.id().equals(link));
        });
  }

  /** Returns the latest links, the latest first. */
  public List<RoomLink> links(SaleId sale, int limit) {
    return sql.list(
        LINKS,
        row ->
            new RoomLink(
                EntryId.of(row.getBytes(1)),
                row.getInt(2),
                row.getInt(3),
                instant(row, 4),
                row.getBoolean(5),
                row.getString(6),
                row.getString(7),
                instant(row, 8)),
        sale.value(),
        limit);
  }

  /**
   * Uses a link for a person, or finds that the person has used it; returns false if it is used up,
   * revoked or expired.
   */
  public boolean use(SaleId sale, EntryId link, EntryId entry, Instant now) {
    return sql.inTransaction(
        connection -> {
          int first =
              RoomSql.run(
                  connection,
                  USE_ONCE,
                  sale.value(),
                  link.bytes(),
                  entry.bytes(),
                  RoomRows.utc(now));
          int counted =
              RoomSql.run(
                  connection,
                  COUNT_USE,
                  first,
                  sale.value(),
                  link.bytes(),
                  RoomRows.utc(now),
                  first);
          if (counted == 0) connection.rollback();
          return counted == 1;
        });
  }

  private static boolean record(
      Connection connection, SaleId sale, String change, String by, String reason, Instant now)
      throws SQLException {
    RoomSql.run(connection, RECORD, sale.value(), change, by, reason, RoomRows.utc(now));
    return true;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
