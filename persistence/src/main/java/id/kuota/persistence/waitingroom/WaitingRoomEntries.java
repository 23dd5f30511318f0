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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** The people in the waiting rooms. Blocks on the database; thread-safe. */
public final class WaitingRoomEntries {

  private static final String WHAT = "the entries of a waiting room";

  private static final String LOCK =
      """
      SELECT entries, frozen_at IS NOT NULL FROM waiting_room WHERE sale_id = ? FOR UPDATE
      """;

  private static final String ENTER =
      """
      INSERT INTO waiting_room_entry (sale_id, entry_id, nonce, number, entered_at)
      SELECT ?, entry_id, nonce, nullif(number, 0), ?
      FROM unnest(?::bytea[], ?::bytea[], ?::bigint[]) AS entered (entry_id, nonce, number)
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
    Map<EntryId, Long> numbers = find(connection, sale, wanted.keySet());
    var entered = new LinkedHashMap<EntryId, Long>();
    for (EntryId entry : wanted.keySet()) {
      long last = entries + entered.size();
      if (last < places && !numbers.containsKey(entry)) entered.put(entry, isFrozen ? last + 1 : 0);
    }
    if (!entered.isEmpty()) insert(connection, sale, wanted, entered, now);
    numbers.putAll(entered);
    return numbers;
  }

  private static void insert(
      Connection connection,
      SaleId sale,
      Map<EntryId, Hash> wanted,
      Map<EntryId, Long> entered,
      Instant now)
      throws SQLException {
    List<byte[]> nonces =
        wanted.entrySet().stream()
            .filter(entry -> entered.containsKey(entry.getKey()))
            .map(entry -> entry.getValue().bytes())
            .toList();
    try (PreparedStatement insert = connection.prepareStatement(ENTER)) {
      insert.setString(1, sale.value());
      insert.setObject(2, RoomRows.utc(now));
      insert.setArray(3, bytes(connection, entered.keySet().stream().map(EntryId::bytes).toList()));
      insert.setArray(4, bytes(connection, nonces));
      insert.setArray(5, connection.createArrayOf("bigint", entered.values().toArray()));
      insert.executeUpdate();
    }
    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
      count.setLong(1, entered.size());
      count.setString(2, sale.value());
      count.executeUpdate();
    }
  }

  private static Map<EntryId, Long> find(Connection connection, SaleId sale, Set<EntryId> entries)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, sale.value());
      find.setArray(2, bytes(connection, entries.stream().map(EntryId::bytes).toList()));
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
