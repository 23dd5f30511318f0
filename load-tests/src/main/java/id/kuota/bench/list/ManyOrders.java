package id.kuota.bench.list;

import id.kuota.bench.surroundings.BenchServer;
import id.kuota.persistence.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the tables of the lists larger: each copy has all orders of the one before the first again,
 * with other ids and buyers, a day later, in the same sale.
 */
final class ManyOrders {

  // Two letters of each id become the copy's number; of a thousand orders one has them already.
  private static final List<String> COPY =
      List.of(
          """
          INSERT INTO orders.placed_order
          SELECT overlay(order_id PLACING '%1$02d' FROM 5), sale_id, buyer_key || 'x%1$d', state, late,
            currency, total, units, overlay(payment_id PLACING '%1$02d' FROM 5), gateway, method,
            placed_at + interval '%1$d day', held_until, paid_at, ended_at,
            changed_at + interval '%1$d day', tickets_cancelled, revision
          FROM orders.placed_order WHERE placed_at < timestamptz '%2$s'
          ON CONFLICT DO NOTHING
          """,
          """
          INSERT INTO orders.order_line
          SELECT overlay(order_id PLACING '%1$02d' FROM 5), line, sale_id, offer_id, name, quantity,
            unit_price, total, placed_at + interval '%1$d day'
          FROM orders.order_line WHERE placed_at < timestamptz '%2$s'
          ON CONFLICT DO NOTHING
          """,
          """
          INSERT INTO orders.payment
          SELECT overlay(payment_id PLACING '%1$02d' FROM 5),
            overlay(order_id PLACING '%1$02d' FROM 5), sale_id, gateway, method, state, amount,
            received, fee, returned, currency, reference, started_at + interval '%1$d day',
            changed_at + interval '%1$d day'
          FROM orders.payment WHERE started_at < timestamptz '%2$s'
          ON CONFLICT DO NOTHING
          """,
          """
          INSERT INTO orders.ticket
          SELECT overlay(ticket_id PLACING '%1$02d' FROM 5),
            overlay(order_id PLACING '%1$02d' FROM 5), sale_id, offer_id, state, generation,
            overlay(human_code PLACING '%1$02d' FROM 1), price, issued_at + interval '%1$d day',
            changed_at + interval '%1$d day', revision
          FROM orders.ticket WHERE issued_at < timestamptz '%2$s'
          ON CONFLICT DO NOTHING
          """);

  private static final String INDEXES =
      """
      SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      WHERE c.relnamespace = 'orders'::regnamespace AND NOT i.indisunique
      """;

  private ManyOrders() {}

  /** Adds so many copies of what is there. */
  static void copy(DatabaseSettings settings, int copies, Consumer<String> doing)
      throws SQLException {
    try (Connection connection = BenchServer.connect(settings);
        Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      statement.execute("SET maintenance_work_mem = '512MB'");
      List<String> indexes = dropIndexes(statement);
      String end = SoldOrders.START.plusSeconds(23 * 3600).toString();
      for (int number = 1; number <= copies; number++) {
        doing.accept("the lists grow, copy %d of %d".formatted(number, copies));
        for (String copy : COPY) statement.execute(copy.formatted(number, end));
      }
      for (int done = 0; done < indexes.size(); done++) {
        doing.accept("the lists get index %d of %d".formatted(done + 1, indexes.size()));
        statement.execute(indexes.get(done));
      }
      statement.execute(
          "VACUUM ANALYZE orders.placed_order, orders.order_line, orders.payment, orders.ticket");
    }
  }

  /** Returns the statements that make them again. */
  private static List<String> dropIndexes(Statement statement) throws SQLException {
    var names = new ArrayList<String>();
    var definitions = new ArrayList<String>();
    try (ResultSet index = statement.executeQuery(INDEXES)) {
      while (index.next()) {
        names.add(index.getString(1));
        definitions.add(index.getString(2));
      }
    }
    for (String name : names) statement.execute("DROP INDEX " + name);
    return definitions;
  }
}
