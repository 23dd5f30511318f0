package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.SaleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;

/** Reads what the database knows about nodes, server and gates. Blocks; thread-safe. */
public record SurroundingsReader(DataSource database) {

  private static final String NODES =
      """
      SELECT address, version, extract(epoch FROM clock_timestamp() - renewed_at) * 1000,
        coalesce(orders_per_second, (
          SELECT earlier.orders_per_second FROM node_lease earlier
          WHERE earlier.address = node.address AND earlier.orders_per_second IS NOT NULL
          ORDER BY earlier.epoch DESC LIMIT 1))
      FROM node_lease node WHERE fenced_at IS NULL ORDER BY epoch
      """;

  private static final String SERVER =
      """
      SELECT (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),
        current_setting('max_connections')::int
          - current_setting('superuser_reserved_connections')::int,
        pg_database_size(current_database()), clock_timestamp(),
        devices.at_gates, devices.silent
      FROM (
        SELECT count(*) AS at_gates, count(*) FILTER (WHERE
          coalesce(seen_at < clock_timestamp() - interval '5 min', true)) AS silent
        FROM sales.gate_device LEFT JOIN device_presence USING (device_id)
        WHERE sale_id = ? AND status = 'active') devices
      """;

  /**
   * Reads it anew.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Surroundings read(SaleId sale) {
    try (Connection connection = database.getConnection()) {
      List<Surroundings.Node> nodes = nodes(connection);
      try (PreparedStatement query = connection.prepareStatement(SERVER)) {
        query.setString(1, sale.value());
        try (ResultSet row = query.executeQuery()) {
          row.next();
          return new Surroundings(
              nodes,
              row.getInt(1),
              row.getInt(2),
              row.getLong(3),
              row.getObject(4, OffsetDateTime.class).toInstant(),
              row.getInt(5),
              row.getInt(6));
        }
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the surroundings of a sale", e);
    }
  }

  private static List<Surroundings.Node> nodes(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(NODES);
        ResultSet row = query.executeQuery()) {
      var nodes = new ArrayList<Surroundings.Node>();
      while (row.next()) {
        Integer rate = row.getObject(4, Integer.class);
        nodes.add(
            new Surroundings.Node(
                row.getString(1),
                row.getString(2),
                Duration.ofMillis(row.getLong(3)),
                rate == null ? OptionalInt.empty() : OptionalInt.of(rate)));
      }
      return nodes;
    }
  }
}
