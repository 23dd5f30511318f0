package id.kuota.persistence.readmodel;

import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static id.kuota.persistence.projection.SaleStory.order;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.sale.Cancellation;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.MoneyStory;
import id.kuota.persistence.projection.SaleStory;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left to undo of a cancelled event, and how far that is, on a real PostgreSQL. */
final class CancellationsIT {

  private static final Instant CANCELLED = NOON.plusSeconds(100);
  private static final Instant LATER = NOON.plusSeconds(200);
  private static final Cancellation ALL = new Cancellation("a storm", true, "op", CANCELLED);
  private static final Cancellation UNUSED = new Cancellation("a storm", false, "op", CANCELLED);

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();

  /** One paid with two tickets, one held, one that expired before, one free, one paid and used. */
  @BeforeEach
  void someOrders() throws SQLException {
    journal.begin(100).sell(1, 2, NOON).hold(2, 3, NOON.plusSeconds(1));
    MoneyStory.expire(journal, 3, NOON.plusSeconds(2));
    journal.sellFree(4, 1, NOON.plusSeconds(4)).sell(5, 1, NOON.plusSeconds(5));
    enter(5, LATER);
    journal.write(SaleStory.termsSet("Concert"));
    journal.write(new SaleEvent.SaleCancelled(CONCERT, "a storm", true, "op", CANCELLED));
    database.catchUp();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aCancelledSaleIsFound() {
    assertThat(at(LATER).sales(9)).containsExactly(CONCERT);
  }

  @Test
  void heldOrdersAreLeftAndThenThoseWithTicketsOldestFirst() {
    assertThat(pending(true)).containsExactly(order(2), order(1), order(4), order(5));
    assertThat(pending(false)).containsExactly(order(2), order(1), order(4));
    assertThat(inPagesOfOne()).isEqualTo(pending(true));
  }

  @Test
  void whatIsUndoneIsLeftNoMore() throws SQLException {
    MoneyStory.cancelTicket(journal, 1, LATER);
    database.catchUp();
    assertThat(pending(true)).as("one ticket is left").contains(order(1));

    journal.write(1, MoneyStory.ticketCancelled(1, 2, LATER));
    journal.write(2, SaleStory.cancelled(LATER));
    database.catchUp();
    assertThat(pending(true)).containsExactly(order(4), order(5));
  }

  @Test
  void progressCountsEveryOrderOnceAndAllMoney() throws SQLException {
    CancellationProgress first = at(LATER).progress(CONCERT, ALL);
    assertThat(first.orders()).isEqualTo(new CancellationProgress.Orders(1, 3, 0, 0));
    assertThat(first.orders().found()).isEqualTo(4);
    assertThat(first.refunds()).isEqualTo(new CancellationProgress.Refunds(0, 0, 0, 0, 0));
    assertThat(first.money()).isEqualTo(new CancellationProgress.Money(3 * PRICE, 0));
    assertThat(at(LATER).progress(CONCERT, UNUSED).money().toPayBack()).isEqualTo(2 * PRICE);
    assertThat(at(LATER).progress(CONCERT, UNUSED).orders().takenBack())
        .as("the used one is kept")
        .isEqualTo(1);

    MoneyStory.cancelTicket(journal, 1, LATER);
    journal.write(1, MoneyStory.ticketCancelled(1, 2, LATER));
    journal.write(2, SaleStory.cancelled(LATER));
    database.catchUp();
    CancellationProgress second = at(LATER).progress(CONCERT, ALL);
    assertThat(second.orders()).isEqualTo(new CancellationProgress.Orders(0, 2, 1, 1));
    assertThat(second.refunds().inFlight()).isEqualTo(2);
    assertThat(second.money()).as("as much as before").isEqualTo(first.money());
    Instant late = LATER.plus(Limits.REFUND_ALARM).plusSeconds(1);
    assertThat(at(late).progress(CONCERT, ALL).refunds().overdue()).isEqualTo(2);
  }

  @Test
  void moneyThatWentBackIsCountedAndWhatThePersonMustSendToo() throws SQLException {
    journal.write(3, MoneyStory.lateMoney(3, LATER)).write(3, MoneyStory.refundOwed(3, LATER));
    journal.write(3, MoneyStory.refundRefused(3, LATER));
    database.catchUp();
    CancellationProgress refused = at(LATER).progress(CONCERT, ALL);
    assertThat(refused.refunds().manual()).isEqualTo(1);
    long owed = refused.money().toPayBack() - 3 * PRICE;
    assertThat(owed).isPositive();

    journal.write(3, MoneyStory.refundDone(3, LATER));
    database.catchUp();
    CancellationProgress done = at(LATER).progress(CONCERT, ALL);
    assertThat(done.refunds().done()).isEqualTo(1);
    assertThat(done.money()).isEqualTo(new CancellationProgress.Money(3 * PRICE + owed, owed));
    assertThat(done.money().remaining()).isEqualTo(3 * PRICE);
  }

  private Cancellations at(Instant now) {
    return new Cancellations(database.source(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private List<OrderId> pending(boolean usedToo) {
    return at(LATER).pending(CONCERT, usedToo, Optional.empty(), 9).stream()
        .map(Cancellations.Pending::order)
        .toList();
  }

  private List<OrderId> inPagesOfOne() {
    var all = new ArrayList<OrderId>();
    Optional<Cancellations.Pending> last = Optional.empty();
    while (true) {
      List<Cancellations.Pending> page = at(LATER).pending(CONCERT, true, last, 1);
      if (page.isEmpty()) return all;
      last = Optional.of(page.getFirst());
      all.add(page.getFirst().order());
    }
  }

  private void enter(int number, Instant at) throws SQLException {
    TicketId ticket = TicketId.of(order(number).value(), 1);
    var origin = new TicketOrigin(order(number).value(), CONCERT, new OfferId("floor"));
    var scan = new Scan("nonce", new GateId(CONCERT + ".north"), "dev_1", "main", at);
    journal
        .write("Ticket|" + ticket, new TicketEvent.TicketIssued(ticket, origin, at))
        .write(
            "Ticket|" + ticket,
            new TicketEvent.TicketCheckedIn(origin, scan, GatePassage.Mode.ONLINE, "", at));
  }
}
