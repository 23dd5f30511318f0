package id.kuota.persistence.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The people in the waiting rooms. Blocks on the database; thread-safe. */
public final class WaitingRoomEntries {

  private static final String WHAT = "the entries of a waiting room";

  private static final String LOCK =
      """
      SELECT entries, frozen_at IS NOT NULL FROM waiting_room WHERE sale_id = ? FOR UPDATE
      """;

  /** An entry that exists keeps its number and nonce. */
  private static final String ENTER =
      """
      INSERT INTO waiting_room_entry (sale_id, entry_id, nonce, number, entered_at)
      SELECT ?, entry_id, nonce, CASE WHEN ? THEN ? + row_number() OVER (ORDER BY place) END, ?
      FROM unnest(?::bytea[], ?::bytea[]) WITH ORDINALITY AS wanted (entry_id, nonce, place)
      WHERE NOT EXISTS (
        SELECT FROM waiting_room_entry e WHERE e.sale_id = ? AND e.entry_id = wanted.entry_id)
      ORDER BY place LIMIT ?
      """;

  private static final String COUNT =
      """
      UPDATE waiting_room SET entries = entries + ? WHERE sale_id = ?
      """;

  private static final String FIND =
      """
      SELECT entry_id, coalesce(number, 0) FROM waiting_room_entry
      WHERE sale_id = ? AND entry_id = ANY (?::bytea[])
      """;

  private final DataSource database;
  private final long most;

  /**
   * @param most people in one room
   */
  public WaitingRoomEntries(DataSource database, long most) {
    this.database = database;
    this.most = most;
  }

  /**
   * Enters all of these into an existing room, or none; those that are there already keep what they
   * have. From the start on the entries before are frozen, and new ones get the next numbers.
   *
   * @param wanted the entries and their nonces, in the order of their arrival
   * @param startsAt from when on entries come behind
   * @param takesNew whether new ones enter at all
   * @return the number of each entry that is in the room now, 0 for a frozen one; one is missing if
   *     the room is full, or has no row
   * @throws ReadModelUnavailableException if the database does not answer; none of them has entered
   *     then
   */
  public Map<EntryId, Long> enter(
      SaleId sale, Map<EntryId, Hash> wanted, Instant startsAt, boolean takesNew, Instant now) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Map<EntryId, Long> numbers =
            enter(connection, sale, wanted, startsAt, takesNew ? most : 0, now);
        connection.commit();
        return numbers;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  private Map<EntryId, Long> enter(
      Connection connection,
      SaleId sale,
      Map<EntryId, Hash> wanted,
      Instant startsAt,
      long places,
      Instant now)
      throws SQLException {
    long entries;
    boolean isFrozen;
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, sale.value());
      try (ResultSet room = lock.executeQuery()) {
        if (!room.next()) return Map.of();
        entries = room.getLong(1);
        isFrozen = room.getBoolean(2);
      }
    }
    if (!isFrozen && !now.isBefore(startsAt)) {
      // The controller may be late: an entry after the start is never among those before.
      try (PreparedStatement freeze = connection.prepareStatement(WaitingRooms.FREEZE)) {
        freeze.setObject(1, RoomRows.utc(now));
        freeze.setString(2, sale.value());
        freeze.executeUpdate();
      }
      isFrozen = true;
    }
    Array ids = bytes(connection, wanted.keySet().stream().map(EntryId::bytes).toList());
    Array nonces = bytes(connection, wanted.values().stream().map(Hash::bytes).toList());
    int entered;
    try (PreparedStatement insert = connection.prepareStatement(ENTER)) {
      insert.setString(1, sale.value());
      insert.setBoolean(2, isFrozen);
      insert.setLong(3, entries);
      insert.setObject(4, RoomRows.utc(now));
      insert.setArray(5, ids);
      insert.setArray(6, nonces);
      insert.setString(7, sale.value());
      insert.setLong(8, Math.max(0, places - entries));
      entered = insert.executeUpdate();
    }
    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
      count.setLong(1, entered);
      count.setString(2, sale.value());
      count.executeUpdate();
    }
    return find(connection, sale, ids);
  }

  private static Map<EntryId, Long> find(Connection connection, SaleId sale, Array ids)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, sale.value());
      find.setArray(2, ids);
      var numbers = new HashMap<EntryId, Long>();
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) numbers.put(EntryId.of(rows.getBytes(1)), rows.getLong(2));
      }
      return numbers;
    }
  }

  static Array bytes(Connection connection, List<byte[]> values) throws SQLException {
    return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
  }
}
