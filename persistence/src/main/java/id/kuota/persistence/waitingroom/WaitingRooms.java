package id.kuota.persistence.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.engine.waitingroom.Mix;
import id.kuota.engine.waitingroom.SealedEntries;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/** The waiting rooms of all sales. Blocks on the database; thread-safe. */
public final class WaitingRooms {

  private static final String WHAT = "the waiting rooms";

  /** Rows that the driver fetches at once of a million. */
  private static final int FETCHED = 10_000;

  private static final String ENSURE =
      """
      INSERT INTO waiting_room (sale_id, seed, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private static final String LATEST =
      """
      SELECT * FROM waiting_room ORDER BY created_at DESC, sale_id LIMIT ?
      """;

  /** The count of entries is that of committed ones: each batch holds the lock of this row. */
  static final String FREEZE =
      """
      UPDATE waiting_room SET frozen_at = ?, frozen_entries = entries
      WHERE sale_id = ? AND frozen_at IS NULL
      """;

  private static final String FROZEN =
      """
      SELECT entry_id, nonce FROM waiting_room_entry
      WHERE sale_id = ? AND number IS NULL ORDER BY entry_id
      """;

  private static final String PAGE =
      """
      SELECT entry_id, nonce FROM waiting_room_entry
      WHERE sale_id = ? AND number IS NULL AND entry_id > ? ORDER BY entry_id LIMIT ?
      """;

  private static final String SEAL =
      """
      UPDATE waiting_room SET merkle_root = ?, nonce_hash = ?
      WHERE sale_id = ? AND merkle_root IS NULL
      """;

  private static final String DRAW =
      """
      UPDATE waiting_room SET mix = ? WHERE sale_id = ? AND mix IS NULL AND merkle_root IS NOT NULL
      """;

  /** Two controllers that do not know of each other yet cannot both let people in. */
  private static final String ADMIT =
      """
      WITH moved AS (
        UPDATE waiting_room SET admitted_up_to = ?
        WHERE sale_id = ? AND admitted_up_to = ? RETURNING sale_id)
      INSERT INTO waiting_room_admission (sale_id, at, up_to)
      SELECT sale_id, ?, ? FROM moved
      ON CONFLICT (sale_id, at) DO UPDATE SET up_to = excluded.up_to
      """;

  private static final String FOUND =
      """
      UPDATE waiting_room SET phase = ?, per_minute = ?, open_holds = ?, next_deadline = ?,
        controlled_at = ?
      WHERE sale_id = ?
      """;

  private final DataSource database;

  public WaitingRooms(DataSource database) {
    this.database = database;
  }

  /**
   * Creates the room of a sale unless it exists.
   *
   * @param seed made by chance; that of an existing room stays
   * @throws ReadModelUnavailableException if the database does not answer, as every method here
   */
  public void ensure(SaleId sale, Hash seed, Instant now) {
    run(
        ENSURE,
        statement -> {
          statement.setString(1, sale.value());
          statement.setBytes(2, seed.bytes());
          statement.setObject(3, RoomRows.utc(now));
        });
  }

  /** Returns the rooms that were created last, the latest first. */
  public List<Room> latest(int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LATEST)) {
      statement.setInt(1, limit);
      var rooms = new ArrayList<Room>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) rooms.add(RoomRows.room(rows));
      }
      return rooms;
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  /** Freezes the entries, if they are not frozen. */
  public void freeze(SaleId sale, Instant now) {
    run(
        FREEZE,
        statement -> {
          statement.setObject(1, RoomRows.utc(now));
          statement.setString(2, sale.value());
        });
  }

  /** Reads all frozen entries once, and stores their hashes, which no later call changes. */
  public void seal(SaleId sale) {
    var sealing = new SealedEntries.Sealing();
    readFrozen(sale, sealing::add);
    SealedEntries sealed = sealing.sealed();
    run(
        SEAL,
        statement -> {
          statement.setBytes(1, sealed.root().bytes());
          statement.setBytes(2, sealed.nonceHash().bytes());
          statement.setString(3, sale.value());
        });
  }

  /**
   * Draws the order of sealed entries; the first draw stays.
   *
   * @param later what the seed is mixed with
   */
  public void draw(Room room, Hash later) {
    run(
        DRAW,
        statement -> {
          statement.setBytes(1, Mix.of(room.seed(), later).bytes());
          statement.setString(2, room.sale().value());
        });
  }

  /** Returns the ids of the frozen entries, in their order, one after the other. */
  public byte[] frozenIds(SaleId sale) {
    var ids = new ByteArrayOutputStream();
    readFrozen(sale, (id, nonce) -> ids.write(id, 0, EntryId.BYTES));
    return ids.toByteArray();
  }

  /** Reads the frozen entries in the order of their ids. */
  public void readFrozen(SaleId sale, BiConsumer<byte[], byte[]> entry) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false); // Otherwise the driver fetches all rows at once.
      try (PreparedStatement statement = connection.prepareStatement(FROZEN)) {
        statement.setFetchSize(FETCHED);
        statement.setString(1, sale.value());
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) entry.accept(rows.getBytes(1), rows.getBytes(2));
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  /** An entry and its nonce. */
  public record Frozen(EntryId entry, Hash nonce) {}

  /**
   * Returns the next frozen entries in the order of their ids; fewer than {@code limit} at the end.
   *
   * @param after empty for the first ones
   */
  public List<Frozen> frozen(SaleId sale, Optional<EntryId> after, int limit) {
    return new RoomSql(database, WHAT)
        .list(
            PAGE,
            row -> new Frozen(EntryId.of(row.getBytes(1)), Hash.of(row.getBytes(2))),
            sale.value(),
            after.map(EntryId::bytes).orElse(new byte[0]),
            limit);
  }

  /**
   * Lets people in up to a number; returns whether it did, which it does not if another node has
   * moved the room since it was read.
   */
  public boolean admit(Room room, long upTo, Instant now) {
    return 1
        == run(
            ADMIT,
            statement -> {
              statement.setLong(1, upTo);
              statement.setString(2, room.sale().value());
              statement.setLong(3, room.admittedUpTo());
              statement.setObject(4, RoomRows.utc(now));
              statement.setLong(5, upTo);
            });
  }

  /** Stores what the controller found. */
  public void note(SaleId sale, Room.Found found) {
    run(
        FOUND,
        statement -> {
          statement.setString(1, RoomRows.word(found.phase()));
          statement.setLong(2, found.perMinute());
          statement.setLong(3, found.openHolds());
          statement.setObject(4, found.nextDeadline().map(RoomRows::utc).orElse(null));
          statement.setObject(5, RoomRows.utc(found.at()));
          statement.setString(6, sale.value());
        });
  }

  private interface Values {
    void put(PreparedStatement statement) throws SQLException;
  }

  private int run(String sql, Values values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      values.put(statement);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }
}
