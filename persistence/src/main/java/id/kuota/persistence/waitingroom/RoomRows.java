package id.kuota.persistence.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.engine.waitingroom.RoomPhase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Rows of the table of rooms as records, and their values as columns. */
final class RoomRows {

  private RoomRows() {}

  static Room room(ResultSet row) throws SQLException {
    return new Room(
        new SaleId(row.getString("sale_id")),
        Hash.of(row.getBytes("seed")),
        instant(row, "created_at").orElseThrow(),
        row.getLong("entries"),
        freeze(row),
        hash(row, "mix"),
        hash(row, "beacon"),
        row.getString("beacon_source"),
        row.getLong("admitted_up_to"),
        found(row),
        controls(row));
  }

  private static Optional<Room.Freeze> freeze(ResultSet row) throws SQLException {
    Optional<Instant> at = instant(row, "frozen_at");
    if (at.isEmpty()) return Optional.empty();
    Optional<Hash> nonces = hash(row, "nonce_hash");
    Optional<Room.Seal> seal =
        hash(row, "merkle_root").map(root -> new Room.Seal(root, nonces.orElseThrow()));
    return Optional.of(new Room.Freeze(at.get(), row.getLong("frozen_entries"), seal));
  }

  private static Optional<Room.Found> found(ResultSet row) throws SQLException {
    Optional<Instant> at = instant(row, "controlled_at");
    if (at.isEmpty()) return Optional.empty();
    return Optional.of(
        new Room.Found(
            RoomPhase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
            row.getLong("per_minute"),
            row.getLong("open_holds"),
            instant(row, "next_deadline"),
            at.get()));
  }

  private static Room.Controls controls(ResultSet row) throws SQLException {
    int rate = row.getInt("rate");
    return new Room.Controls(
        row.wasNull() ? OptionalInt.empty() : OptionalInt.of(rate),
        row.getBoolean("paused"),
        row.getBoolean("draining"),
        row.getString("message_id"),
        row.getString("message_en"),
        Optional.of(row.getString("shop_url")).filter(url -> !url.isEmpty()));
  }

  static String word(RoomPhase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Optional<Hash> hash(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getBytes(column)).map(Hash::of);
  }
}
