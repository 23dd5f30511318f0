package id.kuota.persistence.projection;

import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static id.kuota.persistence.projection.SaleStory.order;
import static id.kuota.persistence.projection.SaleStory.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each event does to the lists of orders, as a table. */
final class OrderChangesTest {

  private static final Instant LATER = NOON.plusSeconds(60);
  private static final TicketId TICKET = TicketId.of(order(1).value(), 1);
  private static final TicketOrigin ORIGIN =
      new TicketOrigin(order(1).value(), CONCERT, new OfferId("floor"));
  private static final Scan SCAN =
      new Scan("n1", new GateId("concert.north"), "device", "main", LATER);

  /** Events after the placement: the order's state, its change, the payment's state and money. */
  static Stream<Arguments> moneyEvents() {
    return Stream.of(
        arguments(SaleStory.paymentStarted(1, LATER), "held", LATER, "open", 0L),
        arguments(SaleStory.paid(1, 1, LATER), "paid", LATER, "paid", PRICE),
        arguments(SaleStory.cancelled(LATER), "cancelled", LATER, null, null),
        arguments(SaleStory.expired(LATER), "expired", LATER, null, null),
        arguments(SaleStory.dutyDone(LATER), "held", NOON, null, null),
        arguments(
            new OrderEvent.PaymentFailed(payment(1), "denied", LATER), "held", NOON, "failed", 0L),
        arguments(
            new OrderEvent.PaymentsLeftOpen(CONCERT, List.of(payment(1)), LATER),
            "held",
            NOON,
            "unknown",
            0L),
        arguments(
            new OrderEvent.PaymentInReview(CONCERT, payment(1), "r", 7, "IDR", LATER),
            "held",
            LATER,
            "review",
            7L),
        arguments(
            new OrderEvent.PaymentTakenBack(CONCERT, payment(1), "r", 7, LATER),
            "held",
            LATER,
            "charged_back",
            0L),
        arguments(MoneyStory.lateMoney(1, LATER), "held", LATER, "paid", PRICE),
        arguments(MoneyStory.refundOwed(1, LATER), "held", LATER, "paid", PRICE),
        arguments(MoneyStory.moneyReturned(1, 3, LATER), "held", LATER, null, 0L),
        arguments(MoneyStory.refundDone(1, LATER), "held", LATER, null, null),
        arguments(MoneyStory.refundRefused(1, LATER), "held", LATER, null, null),
        arguments(MoneyStory.revenueLost(1, PRICE, true, LATER), "held", LATER, null, null),
        arguments(MoneyStory.ticketsJudged(1, 1, LATER), "held", NOON, null, null),
        arguments(MoneyStory.unitsReturned(1, 1, LATER), "held", NOON, null, null));
  }

  @ParameterizedTest
  @MethodSource("moneyEvents")
  void anEventChangesOrderAndPayment(
      OrderEvent event,
      String state,
      Instant changedAt,
      @Nullable String paymentState,
      @Nullable Long received) {
    OrderChanges changes = fold(1, SaleStory.placed(1, 1, NOON), event);

    OrderDelta order = changes.orders().iterator().next();
    assertThat(order.state()).isEqualTo(state);
    assertThat(order.changedAt()).isEqualTo(changedAt);
    assertThat(order.first()).isEqualTo(1);
    assertThat(order.last()).isEqualTo(2);
    if (received == null) {
      assertThat(changes.payments()).isEmpty();
    } else {
      PaymentDelta payment = changes.payments().iterator().next();
      assertThat(payment.payment()).isEqualTo(payment(1).value());
      assertThat(payment.state()).isEqualTo(paymentState);
      assertThat(payment.received()).isEqualTo(received);
    }
  }

  @Test
  void whatTheBatchKnowsIsNotLookedUp() {
    OrderChanges changes =
        fold(
            1,
            SaleStory.placed(1, 2, NOON),
            SaleStory.paymentStarted(1, NOON),
            SaleStory.paid(1, 2, LATER));

    OrderDelta order = changes.orders().iterator().next();
    assertThat(order.gateway()).isEqualTo("fake");
    assertThat(order.lookUp()).isNull();
    assertThat(changes.tickets())
        .extracting(ticket -> Objects.requireNonNull(ticket.issue()).price())
        .containsExactly(PRICE, PRICE);
    assertThat(changes.payments().iterator().next().content()).isNotNull();
  }

  @Test
  void whatAnEarlierBatchKnewIsLookedUp() {
    OrderChanges changes = fold(3, SaleStory.paid(1, 1, LATER));

    OrderDelta order = changes.orders().iterator().next();
    assertThat(order.first()).isEqualTo(3);
    assertThat(order.placement()).isNull();
    assertThat(order.lookUp()).isEqualTo(payment(1).value());
    assertThat(changes.tickets())
        .extracting(ticket -> Objects.requireNonNull(ticket.issue()).price())
        .containsNull();
  }

  @Test
  void aCancelledTicketIsTakenFromItsOrder() {
    OrderChanges changes = fold(5, MoneyStory.ticketCancelled(1, 1, LATER));

    assertThat(changes.orders().iterator().next().cancelledTickets()).isEqualTo(1);
    TicketDelta ticket = changes.tickets().iterator().next();
    assertThat(ticket.isCancelled()).isTrue();
    assertThat(ticket.first()).as("it is no event of the ticket's own").isNull();
    assertThat(changes.money().owed()).hasSize(1);
  }

  @Test
  void aTicketHasTheCodeOfItsLastGeneration() {
    OrderChanges changes =
        OrderChanges.fold(
            rows(
                "Ticket|" + TICKET,
                4,
                new TicketEvent.TicketReissued(ORIGIN, 2, "operator", NOON),
                new TicketEvent.TicketReissued(ORIGIN, 3, "operator", LATER)));

    TicketDelta ticket = changes.tickets().iterator().next();
    assertThat(ticket.humanCode()).isEqualTo(HumanCode.of(TICKET, 3).value());
    assertThat(ticket.first()).isEqualTo(4);
    assertThat(ticket.last()).isEqualTo(5);
  }

  @Test
  void anAnnulledPassageStaysInTheList() {
    var in = new TicketEvent.TicketCheckedIn(ORIGIN, SCAN, GatePassage.Mode.FORCED, "vip", NOON);
    var back = new TicketEvent.PassageAnnulled(ORIGIN, SCAN, GatePassage.Direction.IN, LATER);

    assertThat(OrderChanges.fold(rows("Ticket|" + TICKET, 1, in, back)).checkIns().rows())
        .extracting(CheckInChanges.Row::outcome)
        .containsExactly(CheckInChanges.Outcome.ANNULLED);
    assertThat(OrderChanges.fold(rows("Ticket|" + TICKET, 2, back)).checkIns().marks())
        .containsValue(new CheckInChanges.Mark(CheckInChanges.Outcome.ANNULLED, null, LATER));
  }

  @Test
  void aGapInsideOfABatchIsNoticed() {
    var rows = new ArrayList<>(rows("Order|" + order(1), 1, SaleStory.placed(1, 1, NOON)));
    rows.addAll(rows("Order|" + order(1), 3, SaleStory.dutyDone(NOON)));
    assertThatThrownBy(() -> OrderChanges.fold(rows))
        .isInstanceOf(ProjectionFailedException.class)
        .hasMessageContaining("is followed by event 3");
  }

  @Test
  void quotasAreNotItsConcern() {
    OrderChanges changes =
        OrderChanges.fold(
            rows("Quota|" + FLOOR, 1, SaleStory.batch(FLOOR, NOON, SaleStory.held(1, 1))));
    assertThat(changes.orders()).isEmpty();
    assertThat(changes.tickets()).isEmpty();
  }

  private static OrderChanges fold(long first, OrderEvent... events) {
    return OrderChanges.fold(rows("Order|" + order(1), first, events));
  }

  private static List<JournalRow> rows(String entity, long first, JournalEvent... events) {
    var rows = new ArrayList<JournalRow>();
    for (JournalEvent event : events) {
      long number = first + rows.size();
      rows.add(new JournalRow(new JournalPosition(1, number), entity, number, NOON, event));
    }
    return rows;
  }
}
