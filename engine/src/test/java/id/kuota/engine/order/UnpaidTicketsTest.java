package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Decision;
import id.kuota.engine.Scenario;
import id.kuota.engine.sale.TicketsAfterRefund;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tickets whose money has left: the sale's rule says what becomes of them. */
final class UnpaidTicketsTest {

  private static Scenario<OrderState, OrderCommand, OrderEvent, OrderRefusal> given(
      OrderEvent... events) {
    return Scenario.<OrderState, OrderCommand, OrderEvent, OrderRefusal>of(
            new OrderState.Absent(), Order::decide, Order::evolve)
        .given(placed(), paymentStarted("10:01"))
        .given(events);
  }

  private static Scenario<OrderState, OrderCommand, OrderEvent, OrderRefusal> bought(
      OrderEvent... events) {
    return given(paid("10:05"), dutyDone("10:05")).given(events);
  }

  private static OrderState boughtAnd(OrderEvent... events) {
    OrderState state = after(placed(), paymentStarted("10:01"), paid("10:05"), dutyDone("10:05"));
    for (OrderEvent event : events) state = Order.evolve(state, event);
    return state;
  }

  @Test
  void theSaleSaysWhatBecomesOfTheTickets() {
    OrderEvent[] gone = {
      moneyReturned(PAYMENT, TOTAL, TOTAL, "11:00"), revenueLost(TOTAL, true, "11:00")
    };
    var judged =
        new OrderEvent.TicketsJudged(SALE, List.of(ticket(1).id(), ticket(2).id()), at("11:01"));
    OrderState isVoid =
        bought(gone)
            .at("11:01")
            .when(new OrderCommand.RecordTicketRule(TicketsAfterRefund.VOID))
            .then(judged);
    assertThat(Order.outsideEffects(isVoid, at("11:01")))
        .containsExactly(
            new OutsideEffect.MakeVoid(SALE, ticket(1)),
            new OutsideEffect.MakeVoid(SALE, ticket(2)));
    assertThat(view(isVoid))
        .returns(OrderView.Status.REFUNDED, OrderView::status)
        .returns(judged.toVoid(), OrderView::toVoid);
    assertThat(view(isVoid).hasMadeVoid(ticket(1).id())).isTrue();

    OrderState kept =
        bought(gone)
            .at("11:01")
            .when(new OrderCommand.RecordTicketRule(TicketsAfterRefund.KEEP))
            .then(new OrderEvent.TicketsJudged(SALE, List.of(), at("11:01")));
    assertThat(Order.outsideEffects(kept, at("11:01"))).isEmpty();
    assertThat(view(kept).status()).isEqualTo(OrderView.Status.PAID);
    given(placedEvents(gone, judged))
        .when(new OrderCommand.RecordTicketRule(TicketsAfterRefund.KEEP))
        .thenNothingNew();
  }

  private static OrderEvent[] placedEvents(OrderEvent[] gone, OrderEvent judged) {
    return new OrderEvent[] {paid("10:05"), dutyDone("10:05"), gone[0], gone[1], judged};
  }

  @Test
  void aVoidTicketIsTakenBackForNothingAndItsUnitIsSoldAgain() {
    OrderState state =
        boughtAnd(
            moneyReturned(PAYMENT, TOTAL, TOTAL, "11:00"),
            revenueLost(TOTAL, true, "11:00"),
            new OrderEvent.TicketsJudged(
                SALE, List.of(ticket(1).id(), ticket(2).id()), at("11:01")));
    OrderState one = cancel(state, 1, false);
    OrderState both = cancel(one, 2, true);
    assertThat(view(both).refunds()).hasSize(1);
    assertThat(sum(both, MoneyEntry.Kind.REFUND_OWED)).isZero();
    assertThat(Order.outsideEffects(both, at("11:02"))).isEmpty();
    assertThat(Order.quotaEffect(both))
        .as("the unit of the unused ticket")
        .isEqualTo(new QuotaEffect.ReturnUnits(List.of(new QuotaShare(CAT_1, 1)), 1));
    assertThat(view(both).status()).isEqualTo(OrderView.Status.REFUNDED);
  }

  private static OrderState cancel(OrderState state, int number, boolean used) {
    var cancel = new OrderCommand.CancelTicket(ticket(number).id(), used, "ill", "operator");
    OrderEvent.TicketCancelled event =
        (OrderEvent.TicketCancelled) decide(state, cancel).getFirst();
    return Order.evolve(state, event);
  }

  private static List<OrderEvent> decide(OrderState state, OrderCommand command) {
    return Order.decide(state, command, at("11:00"))
            instanceof Decision.Accepted<OrderEvent, OrderRefusal>(var events)
        ? events
        : List.of();
  }

  private static OrderView view(OrderState state) {
    return Objects.requireNonNull(OrderViews.of(state));
  }

  private static long sum(OrderState state, MoneyEntry.Kind kind) {
    return ((OrderState.Placed) state).record().money().sum(kind, PAYMENT);
  }
}
