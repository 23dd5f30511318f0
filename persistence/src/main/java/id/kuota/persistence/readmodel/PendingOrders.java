package id.kuota.persistence.readmodel;

import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.PendingOrderScanner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** Finds the orders that have something to do, in a table that holds only those. */
public final class PendingOrders implements PendingOrderScanner.PendingOrderQuery {

  private static final String FIND =
      """
      SELECT DISTINCT order_id FROM wake.order_errand
      WHERE order_id > ? AND not_before <= ? ORDER BY order_id LIMIT ?
      """;

  private static final String OVERDUE =
      """
      SELECT count(*) FROM sales.refund WHERE status IN ('due', 'manual', 'review') AND since < ?
      """;

  private final DataSource database;
  private final Executor blocking;

  /**
   * Over the tables of this database.
   *
   * @param blocking runs the question; its threads may wait for the database
   */
  public PendingOrders(DataSource database, Executor blocking) {
    this.database = database;
    this.blocking = blocking;
  }

  /** Fails with {@link ReadModelUnavailableException} if the database does not answer. */
  @Override
  public CompletionStage<PendingOrderScanner.Page> withErrands(
      String after, Instant now, Instant overdueSince, int limit) {
    return CompletableFuture.supplyAsync(() -> find(after, now, overdueSince, limit), blocking);
  }

  private PendingOrderScanner.Page find(
      String after, Instant now, Instant overdueSince, int limit) {
    try (Connection connection = database.getConnection()) {
      return new PendingOrderScanner.Page(
          orders(connection, after, now, limit), overdue(connection, overdueSince));
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the orders with errands", e);
    }
  }

  private static List<OrderId> orders(Connection connection, String after, Instant now, int limit)
      throws SQLException {
    var orders = new ArrayList<OrderId>();
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, after);
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      statement.setInt(3, limit);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          orders.add(new OrderId(result.getString(1)));
        }
      }
    }
    return orders;
  }

  private static long overdue(Connection connection, Instant since) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OVERDUE)) {
      statement.setObject(1, since.atOffset(ZoneOffset.UTC));
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }
}
