package id.kuota.bench.projection;

import id.kuota.bench.surroundings.BenchServer;
import id.kuota.persistence.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** The tables of the projection, seen from outside by a connection of its own. */
final class ReadModel implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private final Connection connection;

  ReadModel(DatabaseSettings database) throws SQLException {
    this.connection = BenchServer.connect(database);
  }

  /** As if nothing had ever been projected. */
  void forget() throws SQLException {
    execute(
        """
        TRUNCATE sales.quota_summary, sales.quota_minute, sales.sale_minute, sales.sale_listing,
          wake.quota, wake.order_errand, orders.placed_order, orders.order_line,
          orders.payment, orders.refund, orders.ticket, orders.check_in;
        UPDATE projection SET tx_id = '0', ordering = 0, written_at = 0, applied = 0;
        CHECKPOINT
        """);
  }

  /** Lets the server know how large the tables are, as it would after a minute by itself. */
  void analyze() throws SQLException {
    execute("VACUUM ANALYZE event_journal");
  }

  long rowsOfJournal() throws SQLException {
    return number("SELECT count(*) FROM event_journal");
  }

  /** Waits until so many rows have been applied. */
  void awaitApplied(long rows) throws SQLException, TimeoutException {
    long last = System.nanoTime() + PATIENCE.toNanos();
    while (number("SELECT applied FROM projection WHERE name = 'sales'") < rows) {
      if (System.nanoTime() > last) {
        throw new TimeoutException("the projection has not applied all rows within " + PATIENCE);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  /** Units that the shared quotas of a sale hold, and its orders. */
  long held(String sale) throws SQLException {
    return number(
        "SELECT coalesce(sum(held), 0) FROM sales.quota_summary WHERE NOT personal AND sale_id = '%s'"
            .formatted(sale));
  }

  long heldByBuyers(String sale) throws SQLException {
    return number(
        "SELECT coalesce(sum(held), 0) FROM sales.quota_summary WHERE personal AND sale_id = '%s'"
            .formatted(sale));
  }

  long placed(String sale) throws SQLException {
    return number(
        "SELECT coalesce(sum(placed), 0) FROM sales.sale_minute WHERE sale_id = '%s'"
            .formatted(sale));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
