package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.kuota.engine.Decision;
import id.kuota.engine.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Money that goes back, and tickets that are taken back. */
final class RefundsTest {

  private static final RefundId WHOLE = RefundId.of(PAYMENT);
  private static final RefundId FIRST = RefundId.of(PAYMENT, ticket(1).id());

  private static Scenario<OrderState, OrderCommand, OrderEvent, OrderRefusal> owing(
      OrderEvent... events) {
    return given(
            cancelled("10:05"),
            refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_CANCELLATION, "10:06"))
        .given(events);
  }

  private static Scenario<OrderState, OrderCommand, OrderEvent, OrderRefusal> given(
      OrderEvent... events) {
    return Scenario.<OrderState, OrderCommand, OrderEvent, OrderRefusal>of(
            new OrderState.Absent(), Order::decide, Order::evolve)
        .given(placed(), paymentStarted("10:01"))
        .given(events);
  }

  @Test
  void whatIsOwedIsAskedOfTheGatewayUntilItIsDone() {
    OrderState owing =
        after(
            placed(),
            paymentStarted("10:01"),
            cancelled("10:05"),
            refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_CANCELLATION, "10:06"));
    OwedRefund refund =
        owedRefund(
            PAYMENT, OwedRefund.Reason.PAID_AFTER_CANCELLATION, OwedRefund.Status.DUE, "10:06");
    assertThat(Order.outsideEffects(owing, at("10:06")))
        .containsExactly(new OutsideEffect.PayBack(refund, "fake", TOTAL, GatewayTries.NONE));
    OrderState done =
        owing()
            .at("10:07")
            .when(new OrderCommand.RecordRefundDone(WHOLE, "r-1"))
            .then(done("r-1", "gateway"));
    assertThat(Order.outsideEffects(done, at("10:08"))).isEmpty();
    assertThat(OrderViews.of(done)).returns(OrderView.Status.REFUNDED, OrderView::status);
    owing(done("r-1", "gateway"))
        .when(new OrderCommand.RecordRefundDone(WHOLE, "r-1"))
        .thenNothingNew();
  }

  @Test
  void whatTheGatewayRefusesWaitsForAPerson() {
    var no = new OrderEvent.RefundRefused(SALE, WHOLE, "too old", at("10:07"));
    OrderState refused =
        owing().at("10:07").when(new OrderCommand.RecordRefundRefused(WHOLE, "too old")).then(no);
    assertThat(Order.outsideEffects(refused, at("10:08"))).isEmpty();
    assertThat(OrderViews.of(refused)).returns(OrderView.Status.REFUND_DUE, OrderView::status);
    owing(no)
        .at("10:07")
        .when(new OrderCommand.RecordRefundByHand(WHOLE, "cash", "operator"))
        .then(done("cash", "operator"));
    var again = new OrderEvent.RefundAskedAgain(SALE, WHOLE, "operator", at("10:07"));
    OrderState asked =
        owing(no).at("10:07").when(new OrderCommand.AskRefundAgain(WHOLE, "operator")).then(again);
    assertThat(Order.outsideEffects(asked, at("10:08"))).hasSize(1);
  }

  @Test
  void theGatewaysWordCountsAlsoWhenAPersonWasToLook() {
    owing(new OrderEvent.RefundRefused(SALE, WHOLE, "too old", at("10:06")))
        .at("10:07")
        .when(new OrderCommand.RecordRefundDone(WHOLE, "r-1"))
        .then(done("r-1", "gateway"));
    owing(done("r-1", "gateway"))
        .when(new OrderCommand.RecordRefundRefused(WHOLE, "no"))
        .thenNothingNew();
  }

  @Test
  void aTicketIsCancelledOnceAndItsPriceIsOwed() {
    OrderState state =
        given(paid("10:05"), dutyDone("10:05"))
            .at("10:10")
            .when(cancel(1, false))
            .then(ticketCancelled(1, true, "10:10"));
    OrderView view = Objects.requireNonNull(OrderViews.of(state));
    assertThat(view.status()).isEqualTo(OrderView.Status.PAID);
    assertThat(view.hasCancelled(ticket(1).id())).isTrue();
    assertThat(view.hasCancelled(ticket(2).id())).isFalse();
    assertThat(view.refunds())
        .singleElement()
        .returns(FIRST, OwedRefund::id)
        .returns(TOTAL / 2, OwedRefund::amount)
        .returns(OwedRefund.Reason.TICKET_CANCELLED, OwedRefund::reason);
    given(paid("10:05"), ticketCancelled(1, true, "10:10"))
        .at("10:11")
        .when(cancel(1, true))
        .thenNothingNew();
  }

  @Test
  void unitsOfACancelledTicketGoBackAndThoseOfAUsedOneDoNot() {
    OrderState one =
        after(
            placed(),
            paymentStarted("10:01"),
            paid("10:05"),
            dutyDone("10:05"),
            ticketCancelled(1, true, "10:10"));
    assertThat(Order.quotaEffect(one))
        .isEqualTo(new QuotaEffect.ReturnUnits(List.of(new QuotaShare(CAT_1, 1)), 1));
    OrderState used = Order.evolve(one, ticketCancelled(2, false, "10:11"));
    assertThat(Order.quotaEffect(used))
        .isEqualTo(new QuotaEffect.ReturnUnits(List.of(new QuotaShare(CAT_1, 1)), 1));
    OrderState both = Order.evolve(one, ticketCancelled(2, true, "10:11"));
    assertThat(Order.quotaEffect(both))
        .as("in all, so that it can be said again")
        .isEqualTo(new QuotaEffect.ReturnUnits(List.of(new QuotaShare(CAT_1, 2)), 2));
    OrderState returned = Order.evolve(both, returned(1, 2));
    assertThat(Order.quotaEffect(returned)).isEqualTo(new QuotaEffect.Nothing());
  }

  @Test
  void whatCameBackIsWrittenDownTicketByTicket() {
    given(paid("10:05"), dutyDone("10:05"), ticketCancelled(1, true, "10:10"), returned(1))
        .given(ticketCancelled(2, true, "10:11"))
        .at("10:12")
        .when(new OrderCommand.RecordUnitsReturned(2))
        .then(returned(2));
    given(paid("10:05"), dutyDone("10:05"), ticketCancelled(1, true, "10:10"), returned(1))
        .when(new OrderCommand.RecordUnitsReturned(1))
        .thenNothingNew();
  }

  @Test
  void unitsAreSettledBeforeTheyGoBack() {
    OrderState state =
        after(placed(), paymentStarted("10:01"), paid("10:05"), ticketCancelled(1, true, "10:05"));
    assertThat(Order.quotaEffect(state)).isInstanceOf(QuotaEffect.SettleHolds.class);
  }

  @Test
  void anOrderWithoutTicketsIsRefundedWhenAllMoneyWentBack() {
    OrderState state =
        after(
            placed(),
            paymentStarted("10:01"),
            paid("10:05"),
            dutyDone("10:05"),
            ticketCancelled(1, true, "10:10"),
            ticketCancelled(2, true, "10:11"));
    assertThat(OrderViews.of(state)).returns(OrderView.Status.REFUND_DUE, OrderView::status);
    OrderState half = Order.evolve(state, done(FIRST));
    assertThat(OrderViews.of(half)).returns(OrderView.Status.REFUND_DUE, OrderView::status);
    OrderState all = Order.evolve(half, done(RefundId.of(PAYMENT, ticket(2).id())));
    assertThat(OrderViews.of(all)).returns(OrderView.Status.REFUNDED, OrderView::status);
  }

  @Test
  void whatTheBankHasTakenBackIsNotPaidBackAgain() {
    OrderState state =
        after(
            placed(),
            paymentStarted("10:01"),
            paid("10:05"),
            dutyDone("10:05"),
            new OrderEvent.PaymentTakenBack(SALE, PAYMENT, "reference", TOTAL, at("11:00")));
    var decision = Order.decide(state, cancel(1, false), at("11:01"));
    OrderState cancelled =
        Order.evolve(
            state, ((Decision.Accepted<OrderEvent, OrderRefusal>) decision).events().getFirst());
    assertThat(Objects.requireNonNull(OrderViews.of(cancelled)).refunds()).isEmpty();
    assertThat(Order.quotaEffect(cancelled)).isInstanceOf(QuotaEffect.ReturnUnits.class);
  }

  @Test
  void theLedgerSumsUp() {
    OrderState state =
        after(
            placed(),
            paymentStarted("10:01"),
            otherPaymentStarted("10:02"),
            paid("10:05"),
            dutyDone("10:05"),
            refundOwed(OTHER_PAYMENT, OwedRefund.Reason.PAID_TWICE, "10:06"),
            ticketCancelled(1, true, "10:10"),
            done(FIRST));
    assertThat(Objects.requireNonNull(OrderViews.of(state)).money())
        .extracting(MoneyEntry::kind, MoneyEntry::amount)
        .containsExactly(
            tuple(MoneyEntry.Kind.CHARGED, TOTAL),
            tuple(MoneyEntry.Kind.CHARGED, TOTAL),
            tuple(MoneyEntry.Kind.REFUND_OWED, TOTAL),
            tuple(MoneyEntry.Kind.REFUND_OWED, TOTAL / 2),
            tuple(MoneyEntry.Kind.REFUNDED, TOTAL / 2));
  }

  private static OrderCommand.CancelTicket cancel(int number, boolean used) {
    return new OrderCommand.CancelTicket(ticket(number).id(), used, "ill", "operator");
  }

  private static OrderEvent.UnitsReturned returned(int... numbers) {
    var tickets = Arrays.stream(numbers).mapToObj(n -> ticket(n).id()).toList();
    return new OrderEvent.UnitsReturned(tickets, at("10:12"));
  }

  private static OrderEvent.RefundDone done(String reference, String by) {
    return new OrderEvent.RefundDone(SALE, WHOLE, reference, by, at("10:07"));
  }

  private static OrderEvent.RefundDone done(RefundId refund) {
    return new OrderEvent.RefundDone(SALE, refund, "r-1", "gateway", at("10:30"));
  }
}
