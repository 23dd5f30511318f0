package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.CHARGED_BACK;
import static id.kuota.engine.payment.PaymentReport.Result.FAILED;
import static id.kuota.engine.payment.PaymentReport.Result.PENDING;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Decision;
import id.kuota.engine.Scenario;
import id.kuota.engine.payment.PaymentReport;
import java.util.List;
import java.util.Objects;
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
    given(paid("10:05"))
        .when(new OrderCommand.RecordPayment(report(PAYMENT, FAILED)))
        .thenNothingNew();
    given(paid("10:05"))
        .when(new OrderCommand.RecordPayment(report(PAYMENT, PENDING)))
        .thenNothingNew();
  }

  @Test
  void aFailedAttemptIsRecordedOnceAndMayStillSucceed() {
    var failed = new OrderCommand.RecordPayment(report(PAYMENT, FAILED));
    given().at("10:03").when(failed).then(paymentFailed("10:03"));
    given(paymentFailed("10:03")).at("10:04").when(failed).thenNothingNew();
    given(paymentFailed("10:03")).at("10:05").when(settled()).then(paid("10:05"));
  }

  @Test
  void aPendingAttemptChangesNothing() {
    given().when(new OrderCommand.RecordPayment(report(PAYMENT, PENDING))).thenNothingNew();
    given(expired("10:15"))
        .when(new OrderCommand.RecordPayment(report(PAYMENT, PENDING)))
        .thenNothingNew();
  }

  @Test
  void moneyAfterACancellationMustGoBack() {
    given(cancelled("10:03"))
        .at("10:04")
        .when(settled())
        .then(refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_CANCELLATION, "10:04"));
  }

  @Test
  void moneyThatComesTwiceGoesBackOnce() {
    given(otherPaymentStarted("10:02"), paid("10:05"))
        .at("10:06")
        .when(new OrderCommand.RecordPayment(report(OTHER_PAYMENT, SETTLED)))
        .then(refundOwed(OTHER_PAYMENT, OwedRefund.Reason.PAID_TWICE, "10:06"));
    given(expired("10:15"), refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_EXPIRY, "10:16"))
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
                refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_EXPIRY, "10:16")));
    assertThat(view)
        .returns(OrderView.Status.REFUND_DUE, OrderView::status)
        .returns(
            List.of(
                owedRefund(
                    PAYMENT, OwedRefund.Reason.PAID_AFTER_EXPIRY, OwedRefund.Status.DUE, "10:16")),
            OrderView::refunds);
  }

  @Test
  void aFailureOfAnEndedOrderIsRemembered() {
    OrderState state =
        given(cancelled("10:03"))
            .at("10:04")
            .when(new OrderCommand.RecordPayment(report(PAYMENT, FAILED)))
            .then(paymentFailed("10:04"));
    assertThat(OrderViews.of(state)).isNotNull();
    assertThat(((OrderState.Placed) state).record().attempts())
        .extracting(PaymentAttempt::status)
        .containsExactly(PaymentAttempt.Status.FAILED);
  }

  @Test
  void anotherAmountOrCurrencyBuysNothingAndIsLookedAt() {
    for (long amount : List.of(1L, TOTAL - 1, TOTAL + 1, Long.MAX_VALUE)) {
      OrderState held = given().when(settled(amount, "IDR")).then(inReview(amount, "IDR"));
      assertThat(OrderViews.of(held)).returns(OrderView.Status.HELD, OrderView::status);
      given(expired("10:15")).when(settled(amount, "IDR")).then(inReview(amount, "IDR"));
    }
    OrderState dollars = given().when(settled(TOTAL, "USD")).then(inReview(TOTAL, "USD"));
    assertThat(Objects.requireNonNull(OrderViews.of(dollars)).refunds())
        .singleElement()
        .returns(OwedRefund.Status.REVIEW, OwedRefund::status)
        .returns("USD", OwedRefund::currency);
    assertThat(Order.outsideEffects(dollars, at("10:01")))
        .as("it is not refunded automatically")
        .isEmpty();
    given(inReview(1, "IDR")).when(settled(1, "IDR")).thenNothingNew();
    given(inReview(1, "IDR")).when(settled()).thenNothingNew();
  }

  @Test
  void nothingIsNoMoney() {
    given().when(settled(0, "IDR")).thenNothingNew();
    given().when(settled(-TOTAL, "IDR")).thenNothingNew();
  }

  @Test
  void lateMoneyLooksForItsUnitsOnceMore() {
    OrderState state = given(expired("10:17")).at("10:18").when(settled()).then(lateMoney("10:18"));
    assertThat(OrderViews.of(state)).returns(OrderView.Status.RETAKING, OrderView::status);
    assertThat(Order.outsideEffects(state, at("10:18"))).as("the quotas release first").isEmpty();
    assertThat(Order.outsideEffects(Order.evolve(state, dutyDone("10:18")), at("10:18")))
        .singleElement()
        .isInstanceOf(OutsideEffect.Retake.class);
  }

  @Test
  void lateMoneyThatFindsItsUnitsBuysTheSameTicketsAtTheOldPrice() {
    OrderState state =
        reacquiring()
            .at("10:19")
            .when(new OrderCommand.RecordReacquired(at("10:33")))
            .then(paidLate("10:33", "10:19"));
    assertThat(OrderViews.of(state))
        .returns(OrderView.Status.PAID, OrderView::status)
        .returns(true, OrderView::late)
        .returns(List.of(ticket(1), ticket(2)), OrderView::tickets)
        .returns(at("10:15"), OrderView::heldUntil);
    assertThat(Order.quotaEffect(state))
        .isInstanceOfSatisfying(
            QuotaEffect.SettleHolds.class,
            settle ->
                assertThat(settle.attempt())
                    .isEqualTo(OrderHoldPlan.attempt(content(), at("10:33"))));
    assertThat(Order.resolution(state, OrderHoldPlan.attempt(content(), at("10:15"))))
        .as("what the first try left behind")
        .isEqualTo(id.kuota.engine.quota.HoldResolution.Word.RELEASE);
  }

  @Test
  void lateMoneyThatFindsNoUnitsMustGoBack() {
    for (OrderRefusal no :
        List.of(OrderRefusal.SOLD_OUT, OrderRefusal.TAKEN_FOR_NOW, OrderRefusal.PURCHASE_LIMIT)) {
      reacquiring()
          .at("10:19")
          .when(new OrderCommand.RecordReacquireRefused(no))
          .then(refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_EXPIRY, "10:19"));
    }
  }

  @Test
  void aQuotaThatDoesNotAnswerIsAskedForAWhile() {
    var silence = new OrderCommand.RecordReacquireRefused(OrderRefusal.UNANSWERED);
    reacquiring().at("10:22:59").when(silence).thenNothingNew();
    reacquiring()
        .at("10:23")
        .when(silence)
        .then(refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_EXPIRY, "10:23"));
  }

  @Test
  void aSecondPaymentGoesBackWhileTheFirstLooksForItsUnits() {
    given(otherPaymentStarted("10:02"), expired("10:16"), dutyDone("10:16"), lateMoney("10:18"))
        .at("10:18")
        .when(new OrderCommand.RecordPayment(report(OTHER_PAYMENT, SETTLED)))
        .then(refundOwed(OTHER_PAYMENT, OwedRefund.Reason.PAID_TWICE, "10:18"));
  }

  @Test
  void aPaymentWithTwoAttemptsLeavesTheOtherToBeClosed() {
    given(otherPaymentStarted("10:02"))
        .at("10:05")
        .when(settled())
        .then(paid("10:05"), leftOpen("10:05", OTHER_PAYMENT));
  }

  @Test
  void moneyThatTheBankTakesBackIsWrittenDownOnceAndOwedNoMore() {
    var back = new OrderCommand.RecordPayment(report(PAYMENT, CHARGED_BACK));
    var waived = new OrderEvent.Waived(RefundId.of(PAYMENT), TOTAL, 0);
    OrderState paid =
        given(paid("10:05"))
            .at("11:00")
            .when(back)
            .then(chargedBack(TOTAL, TOTAL, "11:00"), revenueLost(TOTAL, true, "11:00"));
    assertThat(OrderViews.of(paid)).returns(OrderView.Status.PAID, OrderView::status);
    given(paid("10:05"), takenBack("11:00")).at("11:01").when(back).thenNothingNew();
    OrderState owed =
        given(
                cancelled("10:03"),
                refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_CANCELLATION, "10:04"))
            .at("11:00")
            .when(back)
            .then(chargedBack(TOTAL, TOTAL, "11:00", waived));
    assertThat(OrderViews.of(owed)).returns(OrderView.Status.REFUNDED, OrderView::status);
    assertThat(Order.outsideEffects(owed, at("11:00"))).isEmpty();
    reacquiring()
        .at("10:19")
        .when(back)
        .then(
            refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_EXPIRY, "10:19"),
            chargedBack(TOTAL, TOTAL, "10:19", waived));
    given()
        .at("10:04")
        .when(back)
        .then(
            paymentFailed("10:04"),
            new OrderEvent.MoneyReturned(
                SALE,
                PAYMENT,
                RefundId.ofReturned(PAYMENT, TOTAL),
                "reference",
                true,
                TOTAL,
                TOTAL,
                "IDR",
                List.of(),
                at("10:04")));
  }

  private static Scenario<OrderState, OrderCommand, OrderEvent, OrderRefusal> reacquiring() {
    return given(expired("10:16"), dutyDone("10:16"), lateMoney("10:18"));
  }

  private static OrderEvent inReview(long amount, String currency) {
    return new OrderEvent.PaymentInReview(
        SALE, PAYMENT, "reference", amount, currency, at("10:00"));
  }

  private static OrderEvent takenBack(String time) {
    return new OrderEvent.PaymentTakenBack(SALE, PAYMENT, "reference", TOTAL, at(time));
  }

  @Test
  void anAttemptThatTheOrderDoesNotKnowIsRefused() {
    var unknown = new OrderCommand.RecordPayment(report(OTHER_PAYMENT, SETTLED));
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
              var paid = (OrderEvent.OrderPaid) accepted.events().getFirst();
              assertThat(paid.revenue())
                  .containsExactly(
                      new OrderEvent.Revenue(CAT_1, 18_000_000),
                      new OrderEvent.Revenue(HOUSE, 18_000_000));
              assertThat(paid.tickets()).hasSize(6).doesNotHaveDuplicates();
              assertThat(paid.tickets())
                  .extracting(ticket -> ticket.offer().value())
                  .containsExactly("cat-1", "cat-1", "bus", "bus", "bus", "vip");
            });
  }

  private static OrderCommand.RecordPayment settled() {
    return new OrderCommand.RecordPayment(report(PAYMENT, SETTLED));
  }

  private static OrderCommand.RecordPayment settled(long amount, String currency) {
    return new OrderCommand.RecordPayment(
        new PaymentReport(PAYMENT, ORDER.value(), "reference", amount, currency, SETTLED));
  }
}
