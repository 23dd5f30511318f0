package id.kuota.persistence.reconciliation;

import static id.kuota.persistence.projection.MoneyStory.*;
import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.batch;
import static id.kuota.persistence.projection.SaleStory.buyersQuota;
import static id.kuota.persistence.projection.SaleStory.held;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.ticket.TicketId;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.SaleStory;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Late money, refunds and returned units agree, and a planted fault in each is found. */
final class MoneyReconciliationIT {

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();

  @BeforeEach
  void ordersOfEveryKind() throws SQLException {
    journal.begin(100);
    expire(journal, 1, NOON);
    payLate(journal, 1, NOON);
    expire(journal, 2, NOON);
    journal
        .write(2, lateMoney(2, NOON))
        .write(2, refundOwed(2, NOON))
        .write(2, refundRefused(2, NOON));
    journal.sell(3, 2, NOON);
    cancelTicket(journal, 3, NOON);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void nothingDiffersWhereAllIsInOrder() throws SQLException {
    database.catchUp();
    ReconciliationReport report = reconcile(NOON);
    assertThat(report.differences().kept()).isEmpty();
    assertThat(report.inMotion().kept()).isEmpty();
    assertThat(database.rows("SELECT sold, revenue FROM sales.quota_summary WHERE NOT personal"))
        .containsExactly("2|10000000");
  }

  @Test
  void anOrderThatReacquiresUnitsMayHoldThemForAWhile() throws SQLException {
    expire(journal, 4, NOON);
    journal
        .write(4, lateMoney(4, NOON))
        .write(batch(FLOOR, NOON, held(4, 1, NOON.plusSeconds(900))))
        .write(batch(buyersQuota(4), NOON, held(4, 1, NOON.plusSeconds(900))));
    database.catchUp();
    ReconciliationReport soon = reconcile(NOON.plusSeconds(60));
    assertThat(soon.differences().kept()).isEmpty();
    assertThat(soon.inMotion().kept()).hasSize(2);
    assertThat(reconcile(NOON.plusSeconds(2_000)).differences().kept())
        .extracting(Difference::kind)
        .containsOnly(Difference.Kind.HOLD_OVERDUE);
  }

  @Test
  void moneyThatHasLeftByItselfAgreesAndAFaultInItIsFound() throws SQLException {
    RefundId due = RefundId.of(SaleStory.payment(3), TicketId.of(SaleStory.order(3).value(), 1));
    journal
        .write(
            3,
            moneyReturned(3, SaleStory.PRICE, NOON, new OrderEvent.Waived(due, SaleStory.PRICE, 0)))
        .write(1, moneyReturned(1, SaleStory.PRICE, NOON))
        .write(1, revenueLost(1, SaleStory.PRICE, true, NOON));
    database.catchUp();
    assertThat(reconcile(NOON).differences().kept()).isEmpty();
    assertThat(database.rows("SELECT revenue FROM sales.quota_summary WHERE NOT personal"))
        .containsExactly(Long.toString(SaleStory.PRICE));
    assertThat(database.execute("UPDATE sales.refund SET amount = 1 WHERE status = 'returned'"))
        .isEqualTo(2);
    assertThat(reconcile(NOON).differences().kept())
        .extracting(Difference::subject)
        .containsExactly("refunds");
  }

  @Test
  void unitsThatCameBackTwiceAreFound() throws SQLException {
    journal.write(batch(FLOOR, NOON, returned(3, 2)));
    database.catchUp();
    assertThat(reconcile(NOON).differences().kept())
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.SOLD_DIFFERS);
  }

  @Test
  void unitsThatAreSaidToBeBackAndAreNotAreFound() throws SQLException {
    journal.write(3, ticketCancelled(3, 2, NOON)).write(3, unitsReturned(3, 2, NOON));
    database.catchUp();
    assertThat(reconcile(NOON).differences().kept())
        .extracting(Difference::kind)
        .containsOnly(Difference.Kind.SOLD_DIFFERS);
  }

  @Test
  void aReturnUnderWayIsNoDifference() throws SQLException {
    journal.write(3, ticketCancelled(3, 2, NOON));
    database.catchUp();
    assertThat(reconcile(NOON).differences().kept()).isEmpty();
    journal.write(batch(FLOOR, NOON, returned(3, 2)));
    database.catchUp();
    assertThat(reconcile(NOON).differences().kept()).isEmpty();
  }

  @Test
  void aRefundThatIsListedWronglyIsFound() throws SQLException {
    database.catchUp();
    assertThat(database.execute("UPDATE sales.refund SET status = 'done' WHERE status = 'manual'"))
        .isEqualTo(1);
    assertThat(reconcile(NOON).differences().kept())
        .singleElement()
        .returns(Difference.Kind.READ_MODEL_DIFFERS, Difference::kind)
        .returns("refunds", Difference::subject);
  }

  private ReconciliationReport reconcile(Instant now) throws SQLException {
    return new Reconciliation(database.source(), Clock.fixed(now, ZoneOffset.UTC))
        .run(EntityNumbers.NONE);
  }
}
