package id.kuota.persistence.readmodel;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Several questions to the read models, answered as of the same moment. */
final class Snapshot {

  /** Questions that belong together. */
  @FunctionalInterface
  interface Questions<T> {
    T ask(Connection connection) throws SQLException;
  }

  // The snapshot is taken by the first question, after the locks: so the tables are not exchanged
  // by
  // a rebuild between the snapshot and a question.
  private static final String LOCK =
      """
      LOCK TABLE projection, sales.quota_summary, sales.quota_minute, sales.sale_minute,
        sales.sale_listing, sales.void_code, sales.gate_minute, sales.gate_inside, sales.refund,
        sales.configuration_change IN ACCESS SHARE MODE
      """;

  /** The same for the projection of orders. The planner looks at the values of each question. */
  private static final String LOCK_ORDERS =
      """
      LOCK TABLE projection, orders.placed_order, orders.order_line, orders.payment, orders.refund,
        orders.ticket, orders.check_in IN ACCESS SHARE MODE;
      SET LOCAL plan_cache_mode = force_custom_plan
      """;

  private Snapshot() {}

  /**
   * @param what the subject, for the message of the exception
   * @throws ReadModelUnavailableException if the database does not answer
   */
  static <T> T read(DataSource database, String what, Questions<T> questions) {
    return read(database, what, LOCK, questions);
  }

  /** Asks the projection of orders; as {@link #read}. */
  static <T> T readOrders(DataSource database, String what, Questions<T> questions) {
    return read(database, what, LOCK_ORDERS, questions);
  }

  private static <T> T read(
      DataSource database, String what, String locks, Questions<T> questions) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try (Statement lock = connection.createStatement()) {
        lock.execute(locks);
        return questions.ask(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(what, e);
    }
  }
}
