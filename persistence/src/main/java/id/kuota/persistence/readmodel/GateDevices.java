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

/** The devices at the gates of a sale. Blocks on the database; thread-safe. */
public final class GateDevices {

  private static final String PAGE =
      """
      SELECT device_id, name, role, status, key, software, invited_at, changed_at
      FROM sales.gate_device WHERE sale_id = ? AND device_id > ? ORDER BY device_id LIMIT ?
      """;

  /**
   * One device.
   *
   * @param key number of the key that counts; 0 if none does
   * @param changedAt when it came, got a key, or was revoked
   */
  public record Listed(
      String device,
      String name,
      String role,
      String status,
      long key,
      String software,
      Instant invitedAt,
      Instant changedAt) {}

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
        while (row.next()) {
          devices.add(
              new Listed(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getLong(5),
                  row.getString(6),
                  row.getObject(7, OffsetDateTime.class).toInstant(),
                  row.getObject(8, OffsetDateTime.class).toInstant()));
        }
      }
      boolean hasMore = devices.size() > limit;
      return new Page(hasMore ? devices.subList(0, limit) : devices, hasMore);
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the list of devices", e);
    }
  }
}
