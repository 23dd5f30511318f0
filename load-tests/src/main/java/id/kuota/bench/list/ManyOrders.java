package id.kuota.bench.list;

import id.kuota.bench.surroundings.BenchServer;
import id.kuota.persistence.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
          SELECT (jsonb_populate_record(o, jsonb_build_object(
              'order_id', overlay(o.order_id PLACING '%1$02d' FROM 5),
              'buyer_key', o.buyer_key || 'x%1$d',
              'payment_id', overlay(o.payment_id PLACING '%1$02d' FROM 5),
              'placed_at', o.placed_at + interval '%1$d day',
              'changed_at', o.changed_at + interval '%1$d day'))).*
          FROM orders.placed_order o WHERE o.placed_at < timestamptz '%2$s'
          ON CONFLICT DO NOTHING
          """,
          """
          INSERT INTO orders.order_line
          SELECT (jsonb_populate_record(o, jsonb_build_object(
              'order_id', overlay(o.order_id PLACING '%1$02d' FROM 5),
              'placed_at', o.placed_at + interval '%1$d day'))).*
          FROM orders.order_line o WHERE o.placed_at < timestamptz '%2$s'
          ON CONFLICT DO NOTHING
          """,
          """
          INSERT INTO orders.payment
          SELECT (jsonb_populate_record(o, jsonb_build_object(
              'payment_id', overlay(o.payment_id PLACING '%1$02d' FROM 5),
              'order_id', overlay(o.order_id PLACING '%1$02d' FROM 5),
              'started_at', o.started_at + interval '%1$d day',
              'changed_at', o.changed_at + interval '%1$d day'))).*
          FROM orders.payment o WHERE o.started_at < timestamptz '%2$s'
          ON CONFLICT DO NOTHING
          """,
          """
          INSERT INTO orders.ticket
          SELECT (jsonb_populate_record(o, jsonb_build_object(
              'ticket_id', overlay(o.ticket_id PLACING '%1$02d' FROM 5),
              'order_id', overlay(o.order_id PLACING '%1$02d' FROM 5),
              'human_code', overlay(o.human_code PLACING '%1$02d' FROM 1),
              'issued_at', o.issued_at + interval '%1$d day',
              'changed_at', o.changed_at + interval '%1$d day'))).*
          FROM orders.ticket o WHERE o.issued_at < timestamptz '%2$s'
          ON CONFLICT DO NOTHING
          """);

  private ManyOrders() {}

  /** Adds so many copies of what is there. */
  static void copy(DatabaseSettings settings, int copies, Consumer<String> doing)
      throws SQLException {
    try (Connection connection = BenchServer.connect(settings);
        Statement statement = connection.createStatement()) {
      String end = SoldOrders.START.plusSeconds(23 * 3600).toString();
      for (int number = 1; number <= copies; number++) {
        doing.accept("the lists grow, copy %d of %d".formatted(number, copies));
        for (String copy : COPY) statement.execute(copy.formatted(number, end));
      }
      statement.execute(
          "VACUUM ANALYZE orders.placed_order, orders.order_line, orders.payment, orders.ticket");
    }
  }
}
