package id.kuota.persistence.readmodel;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the nodes write which devices they have seen; {@link GateDevices} reads it. A row for each
 * device, so there are as many as were invited. Blocks on the database; thread-safe.
 */
public final class DevicePresences {

  /** What a device did not say stays as it was. */
  private static final String PUT =
      """
      INSERT INTO device_presence AS p (device_id, seen_at, battery, charging, unsent, app, gate_id)
      SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::bigint[], ?::boolean[], ?::bigint[],
        ?::text[], ?::text[])
      ON CONFLICT (device_id) DO UPDATE
      SET seen_at = greatest(p.seen_at, excluded.seen_at),
          battery = coalesce(excluded.battery, p.battery),
          charging = coalesce(excluded.charging, p.charging),
          unsent = coalesce(excluded.unsent, p.unsent),
          app = coalesce(excluded.app, p.app),
          gate_id = coalesce(excluded.gate_id, p.gate_id)
      """;

  private final DataSource database;

  public DevicePresences(DataSource database) {
    this.database = database;
  }

  /**
   * Writes all of these, or nothing.
   *
   * @param seen by the ids of the devices
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public void put(Map<String, DevicePresence> seen) {
    // Sorted, so that nodes that write at the same time lock the rows in the same order.
    List<Entry<String, DevicePresence>> rows =
        seen.entrySet().stream().sorted(Entry.comparingByKey()).toList();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PUT)) {
      statement.setArray(1, column(connection, "text", rows, Entry::getKey));
      statement.setArray(
          2, column(connection, "timestamptz", rows, row -> row.getValue().seenAt().toString()));
      statement.setArray(3, column(connection, "bigint", rows, row -> row.getValue().battery()));
      statement.setArray(4, column(connection, "boolean", rows, row -> row.getValue().charging()));
      statement.setArray(5, column(connection, "bigint", rows, row -> row.getValue().unsent()));
      statement.setArray(6, column(connection, "text", rows, row -> row.getValue().app()));
      statement.setArray(7, column(connection, "text", rows, row -> row.getValue().gate()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the heartbeats of devices", e);
    }
  }

  private static Array column(
      Connection connection,
      String type,
      List<Entry<String, DevicePresence>> rows,
      Function<Entry<String, DevicePresence>, @Nullable Object> value)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(value).toArray());
  }
}
