package id.kuota.persistence.readmodel;

import static id.kuota.persistence.projection.MoneyStory.*;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.order;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.PendingOrderScanner;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.ticket.TicketId;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.ProjectionRebuild;
import id.kuota.persistence.projection.SaleStory;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refunds and errands in the read models, on a real PostgreSQL. */
final class RefundsIT {

  private static final List<String> OPEN = List.of("due", "manual", "review");
  private static final List<String> DONE = List.of("done");

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();

  @BeforeEach
  void aSale() throws SQLException {
    journal.begin(100);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aRefundIsListedWhereItStandsAndTheSameAfterARebuild() throws SQLException {
    expire(journal, 1, NOON);
    journal.write(1, lateMoney(1, NOON)).write(1, refundOwed(1, NOON));
    database.catchUp();
    assertThat(page(OPEN).refunds())
        .singleElement()
        .returns(order(1).value(), Refunds.ListedRefund::order)
        .returns("due", Refunds.ListedRefund::status)
        .returns("IDR", Refunds.ListedRefund::currency)
        .returns(SaleStory.PRICE, Refunds.ListedRefund::amount)
        .returns("paid_after_expiry", Refunds.ListedRefund::reason)
        .returns(false, Refunds.ListedRefund::overdue);
    assertThat(refunds(NOON.plus(Duration.ofHours(2))).page(OPEN, "", 10).refunds())
        .singleElement()
        .returns(true, Refunds.ListedRefund::overdue);

    journal.write(1, refundRefused(1, NOON.plusSeconds(5)));
    database.catchUp();
    assertThat(page(OPEN).refunds())
        .singleElement()
        .returns("manual", Refunds.ListedRefund::status)
        .returns("too old", Refunds.ListedRefund::note);

    journal.write(1, refundDone(1, NOON.plusSeconds(9)));
    database.catchUp();
    assertThat(page(OPEN).refunds()).isEmpty();
    List<Refunds.ListedRefund> done = page(DONE).refunds();
    assertThat(done)
        .singleElement()
        .returns(RefundId.of(SaleStory.payment(1)).value(), Refunds.ListedRefund::refund)
        .returns(NOON.plusSeconds(9), Refunds.ListedRefund::changedAt);

    List<String> before = database.readModels();
    new ProjectionRebuild(database.source()).run("sales", (rows, total, rate) -> {});
    assertThat(page(DONE).refunds()).isEqualTo(done);
    assertThat(database.readModels()).isEqualTo(before);
  }

  @Test
  void moneyThatHasLeftByItselfIsListedAndLowersWhatIsOwed() throws SQLException {
    journal.sell(1, 2, NOON).write(1, ticketCancelled(1, 1, NOON));
    RefundId due = RefundId.of(SaleStory.payment(1), TicketId.of(order(1).value(), 1));
    long part = SaleStory.PRICE / 4;
    journal.write(
        1, moneyReturned(1, part, NOON, new OrderEvent.Waived(due, part, SaleStory.PRICE - part)));
    database.catchUp();
    assertThat(page(List.of("returned")).refunds())
        .singleElement()
        .returns("returned_at_gateway", Refunds.ListedRefund::reason)
        .returns("transaction", Refunds.ListedRefund::note)
        .returns(part, Refunds.ListedRefund::amount)
        .returns(false, Refunds.ListedRefund::overdue);
    assertThat(page(OPEN).refunds())
        .singleElement()
        .returns(SaleStory.PRICE - part, Refunds.ListedRefund::amount);
    assertThat(errands("").orders()).containsExactly(order(1));

    journal.write(1, new OrderEvent.RefundDone(SaleStory.CONCERT, due, "r", "gateway", NOON));
    journal.write(1, unitsReturned(1, 1, NOON));
    journal.write(1, revenueLost(1, SaleStory.PRICE, true, NOON));
    database.catchUp();
    assertThat(errands("").orders()).as("asks the sale for its rule").containsExactly(order(1));
    journal.write(1, ticketsJudged(1, 2, NOON)).write(1, ticketCancelled(1, 2, NOON));
    database.catchUp();
    assertThat(database.rows("SELECT subject FROM sales.order_errand WHERE subject LIKE 'void/%'"))
        .containsExactly("void/" + TicketId.of(order(1).value(), 1));
    assertThat(database.rows("SELECT 1 FROM sales.order_errand WHERE subject = 'tickets'"))
        .isEmpty();

    List<String> before = database.readModels();
    new ProjectionRebuild(database.source()).run("sales", (rows, total, rate) -> {});
    assertThat(database.readModels()).isEqualTo(before);
  }

  @Test
  void pagesFollowEachOther() throws SQLException {
    for (int number = 1; number <= 3; number++) {
      journal.sell(number, 1, NOON).write(number, ticketCancelled(number, 1, NOON));
    }
    database.catchUp();
    Refunds.Page first = refunds(NOON).page(OPEN, "", 2);
    assertThat(first.hasMore()).isTrue();
    Refunds.Page second = refunds(NOON).page(OPEN, first.refunds().getLast().refund(), 2);
    assertThat(second.hasMore()).isFalse();
    assertThat(first.refunds()).hasSize(2);
    assertThat(second.refunds()).hasSize(1).doesNotContainAnyElementsOf(first.refunds());
  }

  @Test
  void ordersWithErrandsAreFoundUntilTheyHaveDoneThem() throws SQLException {
    expire(journal, 1, NOON);
    expire(journal, 2, NOON);
    journal.sell(3, 2, NOON);
    journal.write(3, ticketCancelled(3, 1, NOON));
    database.catchUp();
    assertThat(errands("").orders()).containsExactly(order(1), order(2), order(3));
    assertThat(errands(order(1).value()).orders()).containsExactly(order(2), order(3));

    payLate(journal, 1, NOON);
    journal.write(2, lateMoney(2, NOON)).write(2, refundOwed(2, NOON));
    database.catchUp();
    assertThat(errands("").orders()).containsExactly(order(2), order(3));
    assertThat(errands("").overdue()).isEqualTo(2);

    journal.write(2, refundDone(2, NOON));
    journal
        .write(
            3,
            new OrderEvent.PaymentTakenBack(
                SaleStory.CONCERT, SaleStory.payment(3), "reference", SaleStory.PRICE, NOON))
        .write(3, unitsReturned(3, 1, NOON));
    database.catchUp();
    assertThat(errands("").orders()).isEmpty();
    assertThat(errands("").overdue()).isZero();
  }

  @Test
  void anOrderThatWaitsForItsGatewayIsNotWokenBeforeItsTime() throws SQLException {
    journal.sell(1, 2, NOON).write(1, ticketCancelled(1, 1, NOON));
    String refund = RefundId.of(SaleStory.payment(1), TicketId.of(order(1).value(), 1)).value();
    Instant later = NOON.plus(Duration.ofMinutes(5));
    journal.write(
        1, new OrderEvent.GatewayAskedInVain(refund, 1, NOON.plusSeconds(1), "busy", NOON));
    journal.write(1, unitsReturned(1, 1, NOON));
    database.catchUp();
    journal.write(1, new OrderEvent.GatewayAskedInVain(refund, 8, later, "414 too poor", NOON));
    database.catchUp();

    assertThat(errandsAt(later.minusMillis(1)).orders()).isEmpty();
    assertThat(errandsAt(later).orders()).containsExactly(order(1));
    assertThat(page(OPEN).refunds())
        .singleElement()
        .returns("due", Refunds.ListedRefund::status)
        .returns("414 too poor", Refunds.ListedRefund::note)
        .returns(8L, Refunds.ListedRefund::tries)
        .returns(later, Refunds.ListedRefund::nextTry);
    List<String> before = database.readModels();
    new ProjectionRebuild(database.source()).run("sales", (rows, total, rate) -> {});
    assertThat(database.readModels()).isEqualTo(before);

    journal.write(
        1, new OrderEvent.RefundAskedAgain(SaleStory.CONCERT, new RefundId(refund), "op", NOON));
    database.catchUp();
    assertThat(errandsAt(NOON).orders()).as("an operator's retry").containsExactly(order(1));
    assertThat(page(OPEN).refunds())
        .singleElement()
        .returns(8L, Refunds.ListedRefund::tries)
        .returns(null, Refunds.ListedRefund::nextTry);
    assertThat(refunds(NOON).page(OPEN, SaleStory.CONCERT.value(), "", 10).refunds()).hasSize(1);
    assertThat(refunds(NOON).page(OPEN, "another", "", 10).refunds()).isEmpty();
  }

  private PendingOrderScanner.Page errands(String after) {
    var sleeping = new PendingOrders(database.source(), Runnable::run);
    return sleeping.withErrands(after, NOON, NOON.plusSeconds(1), 10).toCompletableFuture().join();
  }

  private PendingOrderScanner.Page errandsAt(Instant now) {
    var sleeping = new PendingOrders(database.source(), Runnable::run);
    return sleeping.withErrands("", now, NOON, 10).toCompletableFuture().join();
  }

  private Refunds.Page page(List<String> statuses) {
    return refunds(NOON).page(statuses, "", 10);
  }

  private Refunds refunds(Instant now) {
    return new Refunds(database.source(), Clock.fixed(now, ZoneOffset.UTC));
  }
}
