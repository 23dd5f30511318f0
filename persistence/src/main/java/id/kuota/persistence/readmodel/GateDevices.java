package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.SaleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The devices at the gates of a sale. Blocks on the database; thread-safe. */
public record GateDevices(DataSource database) {

  /** An active device that was not seen for so long is silent: four heartbeats of its page. */
  public static final Duration UNSEEN_MAX = Duration.ofMinutes(2);

  private static final String PAGE =
      """
      SELECT device_id, name, role, list_id, status, key, software, invited_at, changed_at,
             seen_at, battery, charging, unsent, app, gate_id
      FROM sales.gate_device LEFT JOIN device_presence USING (device_id)
      WHERE sale_id = ? AND device_id > ? ORDER BY device_id LIMIT ?
      """;

  /**
   * One device.
   *
   * @param list the only one that it scans for; empty if its holder chooses
   * @param key number of the key that counts; 0 if none does
   * @param changedAt when it came, got a key, or was revoked
   * @param presence null if it was never seen
   */
  public record Listed(
      String device,
      String name,
      String role,
      String list,
      String status,
      long key,
      String software,
      Instant invitedAt,
      Instant changedAt,
      @Nullable DevicePresence presence) {}

  /**
   * Returns one page, ordered by the devices' ids.
   *
   * @param after the last device of the page before; empty for the first page
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Page<Listed> page(SaleId sale, String after, int limit) {
    return Page.read(
        database,
        "the list of devices",
        PAGE,
        limit,
        query -> {
          query.setString(1, sale.value());
          query.setString(2, after);
          return 2;
        },
        GateDevices::listed);
  }

  private static Listed listed(ResultSet row) throws SQLException {
    return new Listed(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getString(7),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        row.getObject(9, OffsetDateTime.class).toInstant(),
        presence(row));
  }

  private static @Nullable DevicePresence presence(ResultSet row) throws SQLException {
    OffsetDateTime seenAt = row.getObject(10, OffsetDateTime.class);
    return seenAt == null
        ? null
        : new DevicePresence(
            seenAt.toInstant(),
            row.getObject(11, Long.class),
            row.getObject(12, Boolean.class),
            row.getObject(13, Long.class),
            row.getString(14),
            row.getString(15));
  }
}
