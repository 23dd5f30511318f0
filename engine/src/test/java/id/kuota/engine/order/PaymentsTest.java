package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.FAILED;
import static id.kuota.engine.payment.PaymentReport.Result.PENDING;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Decision;
import id.kuota.engine.Scenario;
import id.kuota.engine.order.OrderCommand.RecordPayment;
import id.kuota.engine.order.OrderEvent.OrderPaid;
import id.kuota.engine.order.OrderEvent.Revenue;
import id.kuota.engine.order.OwedRefund.Reason;
import id.kuota.engine.order.PaymentAttempt.Status;
import id.kuota.engine.payment.PaymentReport;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaymentsTest {

  private static Scenario<OrderState, OrderCommand, OrderEvent, OrderRefusal> given(
      OrderEvent... events) {
    return Scenario.<OrderState, OrderCommand, OrderEvent, OrderRefusal>of(
            new OrderState.Absent(), Order::decide, Order::evolve)
        .given(placed(), paymentStarted("10:01"))
        .given(events);
  }

  @Test
  void moneyInTimeBuysTheTickets() {
    OrderState state = given().at("10:05").when(settled()).then(paid("10:05"));
    assertThat(OrderViews.of(state))
        .returns(OrderView.Status.PAID, OrderView::status)
        .returns(List.of(ticket(1), ticket(2)), OrderView::tickets)
        .returns(at("10:05"), OrderView::endedAt);
  }

  @Test
  void moneyAfterTheDeadlineBuysTheTicketsAsLongAsTheUnitsAreHeld() {
    given().at("10:15").when(settled()).then(paid("10:15"));
    given().at("10:45").when(settled()).then(paid("10:45"));
  }

  @Test
  void theSameNewsTwiceIsNewsOnce() {
    given(paid("10:05")).at("10:06").when(settled()).thenNothingNew();
  }

  @Test
  void aFailureAfterTheMoneyCameChangesNothing() {
    given(paid("10:05")).when(new RecordPayment(report(PAYMENT, FAILED))).thenNothingNew();
    given(paid("10:05")).when(new RecordPayment(report(PAYMENT, PENDING))).thenNothingNew();
  }

  @Test
  void aFailedAttemptIsRecordedOnceAndMayStillSucceed() {
    var failed = new RecordPayment(report(PAYMENT, FAILED));
    given().at("10:03").when(failed).then(paymentFailed("10:03"));
    given(paymentFailed("10:03")).at("10:04").when(failed).thenNothingNew();
    given(paymentFailed("10:03")).at("10:05").when(settled()).then(paid("10:05"));
  }

  @Test
  void aPendingAttemptChangesNothing() {
    given().when(new RecordPayment(report(PAYMENT, PENDING))).thenNothingNew();
    given(expired("10:15")).when(new RecordPayment(report(PAYMENT, PENDING))).thenNothingNew();
  }

  @Test
  void moneyAfterTheEndMustGoBack() {
    given(expired("10:15"))
        .at("10:16")
        .when(settled())
        .then(refundOwed(PAYMENT, Reason.PAID_AFTER_EXPIRY, "10:16"));
    given(cancelled("10:03"))
        .at("10:04")
        .when(settled())
        .then(refundOwed(PAYMENT, Reason.PAID_AFTER_CANCELLATION, "10:04"));
  }

  @Test
  void moneyThatComesTwiceGoesBackOnce() {
    given(otherPaymentStarted("10:02"), paid("10:05"))
        .at("10:06")
        .when(new RecordPayment(report(OTHER_PAYMENT, SETTLED)))
        .then(refundOwed(OTHER_PAYMENT, Reason.PAID_TWICE, "10:06"));
    given(expired("10:15"), refundOwed(PAYMENT, Reason.PAID_AFTER_EXPIRY, "10:16"))
        .at("10:17")
        .when(settled())
        .thenNothingNew();
  }

  @Test
  void anEndedOrderThatGotMoneyShowsThatARefundIsDue() {
    OrderView view =
        OrderViews.of(
            after(
                placed(),
                paymentStarted("10:01"),
                expired("10:15"),
                refundOwed(PAYMENT, Reason.PAID_AFTER_EXPIRY, "10:16")));
    assertThat(view)
        .returns(OrderView.Status.REFUND_DUE, OrderView::status)
        .returns(
            List.of(new OwedRefund(PAYMENT, TOTAL, Reason.PAID_AFTER_EXPIRY, at("10:16"))),
            OrderView::refunds);
  }

  @Test
  void aFailureOfAnEndedOrderIsRemembered() {
    OrderState state =
        given(cancelled("10:03"))
            .at("10:04")
            .when(new RecordPayment(report(PAYMENT, FAILED)))
            .then(paymentFailed("10:04"));
    assertThat(OrderViews.of(state)).isNotNull();
    assertThat(((OrderState.Placed) state).ledger().attempts())
        .extracting(PaymentAttempt::status)
        .containsExactly(Status.FAILED);
  }

  @Test
  void anotherAmountOrCurrencyIsNeverAccepted() {
    for (long amount : List.of(0L, TOTAL - 1, TOTAL + 1, Long.MAX_VALUE, -TOTAL)) {
      given().when(settled(amount, "IDR")).thenRefused(OrderRefusal.PAYMENT_DIFFERS);
      given(expired("10:15"))
          .when(settled(amount, "IDR"))
          .thenRefused(OrderRefusal.PAYMENT_DIFFERS);
    }
    given().when(settled(TOTAL, "USD")).thenRefused(OrderRefusal.PAYMENT_DIFFERS);
  }

  @Test
  void anAttemptThatTheOrderDoesNotKnowIsRefused() {
    var unknown = new RecordPayment(report(OTHER_PAYMENT, SETTLED));
    given().when(unknown).thenRefused(OrderRefusal.PAYMENT_UNKNOWN);
    given(paid("10:05")).when(unknown).thenRefused(OrderRefusal.PAYMENT_UNKNOWN);
    given(cancelled("10:05")).when(unknown).thenRefused(OrderRefusal.PAYMENT_UNKNOWN);
  }

  @Test
  void revenueIsSplitByTheFirstQuotaOfEachLineAndEveryUnitHasATicket() {
    OrderContent content =
        content(0, line("cat-1", 2, CAT_1, HOUSE), line("bus", 3, HOUSE), line("vip", 1, CAT_1));
    OrderState state =
        after(
            new OrderEvent.OrderPlaced(ORDER, content, at("10:15"), at("10:00")),
            paymentStarted("10:01"));
    var decision = Order.decide(state, settled(6 * 6_000_000L, "IDR"), at("10:05"));
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Accepted.class,
            accepted -> {
              var paid = (OrderPaid) accepted.events().getFirst();
              assertThat(paid.revenue())
                  .containsExactly(new Revenue(CAT_1, 18_000_000), new Revenue(HOUSE, 18_000_000));
              assertThat(paid.tickets()).hasSize(6).doesNotHaveDuplicates();
              assertThat(paid.tickets())
                  .extracting(ticket -> ticket.offer().value())
                  .containsExactly("cat-1", "cat-1", "bus", "bus", "bus", "vip");
            });
  }

  private static RecordPayment settled() {
    return new RecordPayment(report(PAYMENT, SETTLED));
  }

  private static RecordPayment settled(long amount, String currency) {
    return new RecordPayment(
        new PaymentReport(PAYMENT, ORDER.value(), "reference", amount, currency, SETTLED));
  }
}
