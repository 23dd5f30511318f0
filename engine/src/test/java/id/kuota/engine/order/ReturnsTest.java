package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.CHARGED_BACK;
import static id.kuota.engine.payment.PaymentReport.Result.REFUNDED;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Decision;
import id.kuota.engine.Scenario;
import id.kuota.engine.payment.PaymentReport;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Money that leaves at the gateway without the order having asked for it. */
final class ReturnsTest {

  private static final long HALF = TOTAL / 2;
  private static final RefundId FIRST = RefundId.of(PAYMENT, ticket(1).id());
  private static final RefundId WHOLE = RefundId.of(PAYMENT);

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
  void aRefundOfTheWholeInTheDashboardIsWrittenDownAndTheSaleIsAskedForItsRule() {
    OrderState state =
        bought()
            .at("11:00")
            .when(back(TOTAL))
            .then(moneyReturned(PAYMENT, TOTAL, TOTAL, "11:00"), revenueLost(TOTAL, true, "11:00"));
    assertThat(sum(state, MoneyEntry.Kind.RETURNED)).isEqualTo(TOTAL);
    assertThat(view(state).refunds())
        .singleElement()
        .returns(OwedRefund.Status.RETURNED, OwedRefund::status)
        .returns(OwedRefund.Reason.RETURNED_AT_GATEWAY, OwedRefund::reason);
    assertThat(Order.outsideEffects(state, at("11:00")))
        .containsExactly(new OutsideEffect.JudgeTickets(SALE));
  }

  @Test
  void aThousandCopiesAreOneEffect() {
    OrderState state = boughtAnd();
    int events = 0;
    for (int i = 0; i < 1_000; i++) {
      List<OrderEvent> more = decide(state, back(TOTAL));
      events += more.size();
      for (OrderEvent event : more) state = Order.evolve(state, event);
    }
    assertThat(events).isEqualTo(2);
    assertThat(sum(state, MoneyEntry.Kind.RETURNED)).isEqualTo(TOTAL);
  }

  @Test
  void partsAddUpAndOnlyTheWholeAsksForTheRule() {
    OrderState part =
        bought()
            .at("11:00")
            .when(back(HALF))
            .then(moneyReturned(PAYMENT, HALF, HALF, "11:00"), revenueLost(HALF, false, "11:00"));
    assertThat(view(part).status()).isEqualTo(OrderView.Status.PAID);
    assertThat(Order.outsideEffects(part, at("11:00"))).isEmpty();
    bought(moneyReturned(PAYMENT, HALF, HALF, "11:00"), revenueLost(HALF, false, "11:00"))
        .at("12:00")
        .when(back(TOTAL))
        .then(moneyReturned(PAYMENT, HALF, TOTAL, "12:00"), revenueLost(HALF, true, "12:00"));
  }

  @Test
  void lessThanBeforeIsNoNewsAndMoreThanCameIsWhatCame() {
    bought(moneyReturned(PAYMENT, HALF, HALF, "11:00"), revenueLost(HALF, false, "11:00"))
        .when(back(HALF - 1))
        .thenNothingNew();
    for (long much : List.of(TOTAL + 700, Long.MAX_VALUE)) {
      bought()
          .at("11:00")
          .when(back(much))
          .then(moneyReturned(PAYMENT, TOTAL, TOTAL, "11:00"), revenueLost(TOTAL, true, "11:00"));
    }
  }

  @Test
  void anotherCurrencyOrAPartOfUnknownSizeIsForPeople() {
    var dollars =
        new PaymentReport(PAYMENT, ORDER.value(), "reference", TOTAL, "USD", REFUNDED, TOTAL);
    bought().when(new OrderCommand.RecordPayment(dollars)).thenNothingNew();
    bought().when(back(0)).thenNothingNew();
  }

  @Test
  void whatHasLeftIsNotOwedWhenATicketIsCancelled() {
    long part = HALF / 2;
    OrderState state =
        boughtAnd(moneyReturned(PAYMENT, part, part, "11:00"), revenueLost(part, false, "11:00"));
    OrderState one = cancel(state, 1, false);
    assertThat(view(one).refunds())
        .filteredOn(refund -> refund.reason() == OwedRefund.Reason.TICKET_CANCELLED)
        .singleElement()
        .returns(HALF - part, OwedRefund::amount);
    OrderState both = cancel(one, 2, false);
    assertThat(sum(both, MoneyEntry.Kind.REFUND_OWED) + part)
        .as("all, and no more")
        .isEqualTo(TOTAL);
  }

  @Test
  void whatIsOwedIsLoweredTheOldestFirst() {
    OrderState due = boughtAnd(ticketCancelled(1, true, "10:10"));
    List<OrderEvent> events = decide(due, back(HALF / 2));
    assertThat(events)
        .containsExactly(
            moneyReturned(
                PAYMENT,
                HALF / 2,
                HALF / 2,
                "11:00",
                new OrderEvent.Waived(FIRST, HALF / 2, HALF / 2)));
    OrderState lowered = Order.evolve(due, events.getFirst());
    assertThat(Order.outsideEffects(lowered, at("11:00")))
        .singleElement()
        .isInstanceOfSatisfying(
            OutsideEffect.PayBack.class,
            back -> assertThat(back.refund().amount()).isEqualTo(HALF / 2));

    OrderState waived = Order.evolve(due, decide(due, back(HALF)).getFirst());
    assertThat(Order.outsideEffects(waived, at("11:00"))).isEmpty();
    assertThat(view(waived).refunds())
        .extracting(OwedRefund::status)
        .contains(OwedRefund.Status.WAIVED);
    assertThat(decide(waived, new OrderCommand.AskRefundAgain(FIRST, "operator"))).isEmpty();
    assertThat(view(waived).status()).as("one ticket is paid for").isEqualTo(OrderView.Status.PAID);
  }

  @Test
  void ourOwnRefundIsNotCountedTwiceHoweverItIsHeardOf() {
    var own = new PaymentReport.ListedRefund(FIRST.value(), "r-1");
    var done = new OrderEvent.RefundDone(SALE, FIRST, "r-1", "gateway", at("11:00"));
    // Its answer was lost.
    OrderState state =
        bought(ticketCancelled(1, true, "10:10")).at("11:00").when(back(HALF, own)).then(done);
    assertThat(decide(state, new OrderCommand.RecordRefundDone(FIRST, "r-1"))).isEmpty();
    assertThat(decide(state, back(HALF, own))).isEmpty();
    assertThat(sum(state, MoneyEntry.Kind.REFUNDED)).isEqualTo(HALF);
    // Another owner's beside it.
    var other = new PaymentReport.ListedRefund("dashboard-1", "r-2");
    bought(ticketCancelled(1, true, "10:10"))
        .at("11:00")
        .when(back(TOTAL, other, own))
        .then(done, moneyReturned(PAYMENT, HALF, HALF, "11:00"), revenueLost(HALF, true, "11:00"));
    // The gateway lists nothing, and its answer to our own call comes last.
    OrderState waived =
        boughtAnd(
            ticketCancelled(1, true, "10:10"),
            moneyReturned(PAYMENT, HALF, HALF, "11:00", new OrderEvent.Waived(FIRST, HALF, 0)));
    assertThat(decide(waived, new OrderCommand.RecordRefundDone(FIRST, "r-1"))).isEmpty();
    // A person has paid it in the dashboard, and has written that down.
    bought(
            ticketCancelled(1, true, "10:10"),
            new OrderEvent.RefundRefused(SALE, FIRST, "too old", at("10:20")),
            new OrderEvent.RefundDone(SALE, FIRST, "dashboard", "operator", at("10:30")))
        .when(back(HALF, other))
        .thenNothingNew();
  }

  @Test
  void whatHasNoClaimIsOwedNoMore() {
    OrderState state =
        given(
                cancelled("10:05"),
                refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_CANCELLATION, "10:06"))
            .at("11:00")
            .when(back(TOTAL))
            .then(
                moneyReturned(
                    PAYMENT, TOTAL, TOTAL, "11:00", new OrderEvent.Waived(WHOLE, TOTAL, 0)));
    assertThat(Order.outsideEffects(state, at("11:00"))).isEmpty();
    assertThat(view(state).status()).isEqualTo(OrderView.Status.REFUNDED);
  }

  @Test
  void aPartOfAPaymentInReviewLeavesLessToDecideOn() {
    OrderState state =
        given(
                new OrderEvent.PaymentInReview(
                    SALE, PAYMENT, "reference", TOTAL + 5, "IDR", at("10:05")))
            .at("11:00")
            .when(back(5))
            .then(moneyReturned(PAYMENT, 5, 5, "11:00", new OrderEvent.Waived(WHOLE, 5, TOTAL)));
    assertThat(view(state).refunds().getFirst())
        .returns(OwedRefund.Status.REVIEW, OwedRefund::status)
        .returns(TOTAL, OwedRefund::amount);
  }

  @Test
  void moneyThatCameAndWentBeforeItWasSeenBuysNothingAndIsOwedNothing() {
    var seen =
        new OrderEvent.MoneyReturned(
            SALE,
            PAYMENT,
            RefundId.ofReturned(PAYMENT, TOTAL),
            "reference",
            false,
            TOTAL,
            TOTAL,
            "IDR",
            List.of(),
            at("10:04"));
    OrderState held = given().at("10:04").when(back(TOTAL)).then(paymentFailed("10:04"), seen);
    assertThat(view(held).status()).isEqualTo(OrderView.Status.HELD);
    assertThat(sum(held, MoneyEntry.Kind.CHARGED)).isEqualTo(TOTAL);
    assertThat(decide(held, back(TOTAL))).isEmpty();
    assertThat(decide(held, new OrderCommand.RecordPayment(report(PAYMENT, SETTLED))))
        .as("an answer from before it left")
        .isEmpty();
    OrderState expired = after(placed(), paymentStarted("10:01"), expired("10:16"));
    assertThat(decide(expired, back(TOTAL))).hasSize(2);
  }

  @Test
  void ofWhatCameAndWentInPartTheRestCounts() {
    OrderState state =
        given()
            .at("10:05")
            .when(back(HALF))
            .then(
                paid("10:05"),
                moneyReturned(PAYMENT, HALF, HALF, "10:05"),
                revenueLost(HALF, false, "10:05"));
    assertThat(view(state).status()).isEqualTo(OrderView.Status.PAID);
  }

  @Test
  void lateMoneyThatLeavesWhileItLooksForItsUnits() {
    OrderEvent[] looking = {expired("10:16"), dutyDone("10:16"), lateMoney("10:18")};
    OrderState over =
        given(looking)
            .at("10:19")
            .when(back(TOTAL))
            .then(
                refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_EXPIRY, "10:19"),
                moneyReturned(
                    PAYMENT, TOTAL, TOTAL, "10:19", new OrderEvent.Waived(WHOLE, TOTAL, 0)));
    assertThat(Order.outsideEffects(over, at("10:19"))).isEmpty();
    given(looking)
        .given(moneyReturned(PAYMENT, HALF, HALF, "10:19"))
        .at("10:20")
        .when(new OrderCommand.RecordReacquired(at("10:35")))
        .then(paidLate("10:35", "10:20"), revenueLost(HALF, false, "10:20"));
    OrderState part = after(placed(), paymentStarted("10:01"), looking[0], looking[1], looking[2]);
    OrderState late = Order.evolve(part, moneyReturned(PAYMENT, HALF, HALF, "10:19"));
    assertThat(decide(late, new OrderCommand.RecordReacquireRefused(OrderRefusal.SOLD_OUT)))
        .singleElement()
        .isInstanceOfSatisfying(
            OrderEvent.RefundOwed.class, owed -> assertThat(owed.amount()).isEqualTo(HALF));
  }

  @Test
  void aBankThatTakesAPartLeavesTheTickets() {
    OrderState state =
        bought()
            .at("11:00")
            .when(new OrderCommand.RecordPayment(returned(PAYMENT, CHARGED_BACK, HALF)))
            .then(chargedBack(HALF, HALF, "11:00"), revenueLost(HALF, false, "11:00"));
    assertThat(view(state).refunds())
        .singleElement()
        .returns(OwedRefund.Status.RETURNED, OwedRefund::status)
        .returns(OwedRefund.Reason.CHARGED_BACK, OwedRefund::reason);
    assertThat(view(cancel(cancel(state, 1, false), 2, false)).refunds())
        .filteredOn(refund -> refund.reason() == OwedRefund.Reason.TICKET_CANCELLED)
        .as("the rest, and no more")
        .singleElement()
        .returns(HALF, OwedRefund::amount);
    bought(chargedBack(HALF, HALF, "11:00"), revenueLost(HALF, false, "11:00"))
        .at("12:00")
        .when(new OrderCommand.RecordPayment(returned(PAYMENT, CHARGED_BACK, TOTAL)))
        .then(chargedBack(HALF, TOTAL, "12:00"), revenueLost(HALF, true, "12:00"));
  }

  @Test
  void aPersonAcknowledgesWhatHasLeftAndNoMoreLeavesForIt() {
    RefundId entry = RefundId.ofReturned(PAYMENT, TOTAL);
    OrderState state =
        boughtAnd(moneyReturned(PAYMENT, TOTAL, TOTAL, "11:00"), revenueLost(TOTAL, true, "11:00"));
    assertThat(decide(state, new OrderCommand.AskRefundAgain(entry, "operator"))).isEmpty();
    OrderState seen =
        Order.evolve(
            state,
            decide(state, new OrderCommand.RecordRefundByHand(entry, "ok", "me")).getFirst());
    assertThat(view(seen).refunds().getFirst().status()).isEqualTo(OwedRefund.Status.DONE);
    assertThat(sum(seen, MoneyEntry.Kind.REFUNDED)).isZero();
    assertThat(decide(seen, back(TOTAL))).isEmpty();
  }

  private static OrderCommand.RecordPayment back(
      long inAll, PaymentReport.ListedRefund... refunds) {
    return new OrderCommand.RecordPayment(returned(PAYMENT, REFUNDED, inAll, refunds));
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
