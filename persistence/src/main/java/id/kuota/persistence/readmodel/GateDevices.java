package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.SaleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The devices at the gates of a sale. Blocks on the database; thread-safe. */
public final class GateDevices {

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

  /** One page, ordered by the devices' ids. */
  public record Page(List<Listed> devices, boolean hasMore) {
    public Page {
      devices = List.copyOf(devices);
    }
  }

  private final DataSource database;

  public GateDevices(DataSource database) {
    this.database = database;
  }

  /**
   * One page.
   *
   * @param after the last device of the page before; empty for the first page
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Page page(SaleId sale, String after, int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setString(1, sale.value());
      statement.setString(2, after);
      statement.setInt(3, limit + 1); // One more tells whether there is another page.
      var devices = new ArrayList<Listed>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) devices.add(listed(row));
      }
      boolean hasMore = devices.size() > limit;
      return new Page(hasMore ? devices.subList(0, limit) : devices, hasMore);
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the list of devices", e);
    }
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
