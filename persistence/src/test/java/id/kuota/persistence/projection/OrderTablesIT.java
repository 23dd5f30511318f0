package id.kuota.persistence.projection;

import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.order;
import static id.kuota.persistence.projection.SaleStory.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lists of orders on a real PostgreSQL, whatever the batches are. */
final class OrderTablesIT {

  private static final int ALL = JournalReader.BATCH_ROWS;
  private static final Instant LATER = NOON.plusSeconds(1_000);
  private static final TicketOrigin ORIGIN =
      new TicketOrigin(order(1).value(), CONCERT, new OfferId("floor"));

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void everyOrderIsListedWithWhatBecameOfIt() throws SQLException {
    tellEverything();
    apply(ALL);

    assertThat(
            database.rows(
                """
                SELECT right(order_id, 1), state, late, total, units, gateway, tickets_cancelled,
                  buyer_key, paid_at IS NOT NULL, ended_at IS NOT NULL
                FROM orders.placed_order ORDER BY order_id
                """))
        .containsExactly(
            "1|paid|f|10000000|2|fake|1|buyer1|t|f",
            "2|held|f|15000000|3|null|0|buyer2|f|f",
            "3|expired|f|5000000|1|fake|0|buyer3|f|t",
            "4|paid|t|5000000|1|fake|0|buyer4|t|f",
            "5|cancelled|f|5000000|1|null|0|buyer5|f|t",
            "6|paid|f|0|1|null|0|buyer6|t|f",
            "7|expired|f|5000000|1|fake|0|buyer7|f|t",
            "8|paid|f|5000000|1|second|0|buyer8|t|f");
    assertThat(
            database.rows(
                """
                SELECT right(order_id, 1), gateway, state, amount, received, fee, returned, currency,
                  sale_id, reference
                FROM orders.payment ORDER BY order_id, started_at, gateway
                """))
        .containsExactly(
            "1|fake|paid|10000000|10000000|4500|0|IDR|concert|reference",
            "3|fake|unknown|5000000|0|0|0|IDR|concert|",
            "4|fake|paid|5000000|5000000|0|0|IDR|concert|reference",
            "7|fake|paid|5000000|5000000|0|2000000|IDR|concert|reference",
            "8|fake|failed|5000000|0|0|0|IDR|concert|denied",
            "8|second|paid|5000000|5000000|0|0|IDR|concert|reference");
    assertThat(
            database.rows(
                """
                SELECT right(order_id, 1), state, generation, price, revision FROM orders.ticket
                ORDER BY order_id, issued_at, state DESC
                """))
        .containsExactly(
            "1|valid|2|5000000|7",
            "1|cancelled|1|5000000|1",
            "4|valid|1|5000000|0",
            "6|valid|1|0|0",
            "8|valid|1|5000000|0");
    assertThat(
            database.rows(
                """
                SELECT sequence, right(order_id, 1), gate_id, direction, mode, outcome, reason
                FROM orders.check_in ORDER BY sequence
                """))
        .containsExactly(
            "2|1|concert.north|in|online|passed|",
            "3|1|concert.north|out|online|annulled|",
            "5|1|concert.south|in|offline|conflict|already_redeemed");
    assertThat(
            database.rows(
                "SELECT right(order_id, 1), status, amount FROM orders.refund ORDER BY order_id, 2"))
        .containsExactly("1|due|5000000", "7|done|5000000", "7|returned|2000000");
    assertThat(database.rows("SELECT * FROM orders.refund ORDER BY refund_id"))
        .isEqualTo(database.rows("SELECT * FROM sales.refund ORDER BY refund_id"));
    assertThat(database.rows("SELECT count(*), sum(quantity), sum(total) FROM orders.order_line"))
        .isEqualTo(
            database.rows("SELECT count(*), sum(units), sum(total) FROM orders.placed_order"));
  }

  @Test
  void theBatchesDoNotMatter() throws SQLException {
    tellEverything();
    apply(ALL);
    List<String> atOnce = database.orderTables();

    for (int limit : List.of(1, 2, 3, 7)) {
      database.execute(
          """
          TRUNCATE orders.placed_order, orders.order_line, orders.payment, orders.refund,
            orders.ticket, orders.check_in
          """);
      database.execute("UPDATE projection SET tx_id = '0', ordering = 0 WHERE name = 'orders'");
      apply(limit);
      assertThat(database.orderTables()).as("%d rows at once", limit).isEqualTo(atOnce);
    }
  }

  @Test
  void ordersThatAreTornFromTheirEventsStopTheProjection() throws SQLException {
    journal.begin(100).hold(1, 2, NOON);
    apply(ALL);
    database.execute("UPDATE projection SET tx_id = '0', ordering = 0");
    assertThatThrownBy(() -> SalesDatabase.runToTheEnd(database.orderSteps(ALL)))
        .isInstanceOf(ProjectionFailedException.class)
        .hasMessageContaining("placed before");
  }

  @Test
  void aLostEventStopsTheProjection() throws SQLException {
    journal.begin(100).hold(1, 1, NOON);
    apply(ALL);
    database.execute("UPDATE orders.placed_order SET revision = 0");
    journal.write(1, SaleStory.paymentStarted(1, NOON));
    assertThatThrownBy(() -> SalesDatabase.runToTheEnd(database.orderSteps(ALL)))
        .isInstanceOf(ProjectionFailedException.class)
        .hasMessageContaining("miss an event")
        .hasMessageContaining(order(1).value());
  }

  @Test
  void rowsOfOtherStreamsMoveThePositionWithoutBeingRead() throws SQLException {
    journal.begin(100).write(SaleStory.batch(SaleStory.FLOOR, NOON, SaleStory.held(1, 1)));
    assertThat(database.orderSteps(2).run()).isEqualTo(ProjectionBatch.Outcome.MORE);
    assertThat(database.orderSteps(2).run()).isEqualTo(ProjectionBatch.Outcome.APPLIED);
    assertThat(database.orderSteps(2).run()).isEqualTo(ProjectionBatch.Outcome.NOTHING);
    assertThat(database.rows("SELECT applied FROM projection WHERE name = 'orders'"))
        .containsExactly("3");
    assertThat(database.orderTables()).isEmpty();
  }

  private void apply(int limit) throws SQLException {
    while (database.orderSteps(limit).run() == ProjectionBatch.Outcome.MORE) {}
    while (database.steps(ALL).run() == ProjectionBatch.Outcome.MORE) {}
  }

  /** An order for each way that one can go. */
  private void tellEverything() throws SQLException {
    journal.begin(100).sell(1, 2, NOON).hold(2, 3, NOON);
    journal.write(1, new OrderEvent.PaymentFeeNoted(CONCERT, payment(1), 4_500, NOON));
    MoneyStory.expire(journal, 3, LATER);
    MoneyStory.expire(journal, 4, NOON);
    MoneyStory.payLate(journal, 4, LATER);
    journal.hold(5, 1, NOON).write(5, SaleStory.cancelled(LATER));
    journal.sellFree(6, 1, NOON);
    MoneyStory.expire(journal, 7, NOON);
    journal
        .write(7, MoneyStory.refundOwed(7, LATER))
        .write(7, MoneyStory.moneyReturned(7, 2_000_000, LATER))
        .write(7, MoneyStory.refundDone(7, LATER));
    payAtTheSecondAttempt();
    MoneyStory.cancelTicket(journal, 1, LATER);
    passGates();
  }

  private void payAtTheSecondAttempt() throws SQLException {
    var second = PaymentId.of(order(8).value(), "second");
    OrderEvent.OrderPaid paid = SaleStory.paid(8, 1, NOON);
    journal
        .hold(8, 1, NOON)
        .write(8, SaleStory.paymentStarted(8, NOON))
        .write(8, new OrderEvent.PaymentStarted(second, "second", "card", NOON))
        .write(8, new OrderEvent.PaymentFailed(payment(8), "denied", NOON))
        .write(
            8,
            new OrderEvent.OrderPaid(
                CONCERT, second, "reference", paid.revenue(), paid.tickets(), NOON));
  }

  /** The second ticket of the first order passes gates and is reissued; the first is void. */
  private void passGates() throws SQLException {
    TicketId ticket = TicketId.of(order(1).value(), 2);
    var north = new GateId("concert.north");
    var in = new Scan("n1", north, "device", "main", LATER);
    var out = new Scan("n2", north, "device", "main", LATER.plusSeconds(60));
    var again = new Scan("n3", new GateId("concert.south"), "other", "main", LATER);
    String stream = "Ticket|" + ticket;
    journal
        .write(stream, new TicketEvent.TicketIssued(ticket, ORIGIN, LATER))
        .write(
            stream, new TicketEvent.TicketCheckedIn(ORIGIN, in, GatePassage.Mode.ONLINE, "", LATER))
        .write(
            stream,
            new TicketEvent.TicketCheckedOut(ORIGIN, out, GatePassage.Mode.ONLINE, out.at()))
        .write(
            stream,
            new TicketEvent.PassageAnnulled(ORIGIN, out, GatePassage.Direction.OUT, out.at()))
        .write(
            stream,
            new TicketEvent.TicketCheckedIn(ORIGIN, again, GatePassage.Mode.OFFLINE, "", LATER))
        .write(stream, new TicketEvent.TicketReissued(ORIGIN, 2, "operator", LATER));
    journal.write(
        "Ticket|" + TicketId.of(order(1).value(), 1),
        new TicketEvent.TicketVoided(ORIGIN, "ill", "operator", LATER));
    journal.write(
        stream,
        new TicketEvent.ConflictFound(ORIGIN, in, again, TicketRefusal.ALREADY_REDEEMED, LATER));
  }
}
