package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.Limits;
import id.kuota.engine.Scenario;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.quota.HoldResolution;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class OrderTest {

  private static final List<QuotaShare> SHARES = List.of(new QuotaShare(CAT_1, 2));
  private static final long ATTEMPT = at("10:00").getEpochSecond() * 1_000_000;
  private static final long EXPIRED = at("10:16").getEpochSecond() * 1_000_000;
  private static final OrderCommand.StartPayment START =
      new OrderCommand.StartPayment(PAYMENT, "fake", "virtual_account");

  private static Scenario<OrderState, OrderCommand, OrderEvent, OrderRefusal> given(
      OrderEvent... events) {
    return Scenario.<OrderState, OrderCommand, OrderEvent, OrderRefusal>of(
            new OrderState.Absent(), Order::decide, Order::evolve)
        .given(events);
  }

  @Test
  void placingWritesWhatWasHeldAndUntilWhen() {
    given().at("10:00").when(placement(content())).then(placed());
  }

  @Test
  void placingTheSameAgainChangesNothingWhateverBecameOfTheOrder() {
    given(placed()).at("10:02").when(placement(content())).thenNothingNew();
    given(placed(), cancelled("10:01")).at("10:02").when(placement(content())).thenNothingNew();
    given(placed(), expired("10:16")).at("10:20").when(placement(content())).thenNothingNew();
  }

  @Test
  void anOrderWhoseQuotasTookLongerThanItsHoldIsNotPlaced() {
    given().at("10:15").when(placement(content())).thenRefused(OrderRefusal.UNANSWERED);
  }

  @Test
  void anotherRequestWithTheSameKeyIsRefused() {
    given(placed()).when(placement(otherContent())).thenRefused(OrderRefusal.KEY_REUSED);
  }

  @Test
  void aPaymentMayBeStartedUntilTheDeadlineAndNotAtIt() {
    given(placed()).at("10:14:59.999999999").when(START).then(paymentStarted("10:14:59.999999999"));
    given(placed()).at("10:15").when(START).thenRefused(OrderRefusal.HOLD_EXPIRED);
    given(placed()).at("23:59").when(START).thenRefused(OrderRefusal.HOLD_EXPIRED);
  }

  @Test
  void theSameAttemptIsStartedOnceAndFoundAgainWhileTheOrderWaitsForMoney() {
    given(placed(), paymentStarted("10:01")).at("10:02").when(START).thenNothingNew();
    given(placed(), paymentStarted("10:01"))
        .at("10:20")
        .when(START)
        .thenRefused(OrderRefusal.HOLD_EXPIRED);
    given(placed(), paymentStarted("10:01"), paid("10:03"))
        .when(START)
        .thenRefused(OrderRefusal.ORDER_PAID);
  }

  @Test
  void anAttemptKeepsItsMethodAndItsGateway() {
    given(placed(), paymentStarted("10:01"))
        .when(new OrderCommand.StartPayment(PAYMENT, "fake", "qris"))
        .thenRefused(OrderRefusal.KEY_REUSED);
    given(placed(), paymentStarted("10:01"))
        .when(new OrderCommand.StartPayment(PAYMENT, "another", "virtual_account"))
        .thenRefused(OrderRefusal.KEY_REUSED);
  }

  @Test
  void attemptsToPayAreBounded() {
    OrderState state = after(placed());
    for (int i = 1; i <= Limits.PAYMENT_ATTEMPTS_MAX; i++) {
      state =
          Order.evolve(
              state,
              new OrderEvent.PaymentStarted(
                  PaymentId.of(ORDER.value(), "try " + i), "fake", "qris", at("10:01")));
    }
    assertThat(Order.decide(state, START, at("10:02")))
        .isEqualTo(id.kuota.engine.Decision.refused(OrderRefusal.TOO_MANY_PAYMENTS));
  }

  @Test
  void aHeldOrderCanBeCancelledAfterItsDeadlineUntilAQuotaAsks() {
    given(placed()).at("10:05").when(new OrderCommand.CancelOrder()).then(cancelled("10:05"));
    given(placed()).at("10:15").when(new OrderCommand.CancelOrder()).then(cancelled("10:15"));
  }

  @Test
  void cancellingTwiceIsCancellingOnce() {
    given(placed(), cancelled("10:05"))
        .at("10:06")
        .when(new OrderCommand.CancelOrder())
        .thenNothingNew();
  }

  @Test
  void whatHasEndedCannotBeCancelled() {
    given(placed(), paymentStarted("10:01"), paid("10:05"))
        .when(new OrderCommand.CancelOrder())
        .thenRefused(OrderRefusal.ORDER_PAID);
    given(placed(), expired("10:16"))
        .when(new OrderCommand.CancelOrder())
        .thenRefused(OrderRefusal.HOLD_EXPIRED);
  }

  @Test
  void aQuotaThatAsksAtTheDeadlineLetsTheOrderExpire() {
    given(placed()).at("10:14:59.999").when(new OrderCommand.ResolveExpiry()).thenNothingNew();
    given(placed()).at("10:15").when(new OrderCommand.ResolveExpiry()).then(expired("10:15"));
  }

  @Test
  void moneyThatMayBeOnItsWayKeepsTheUnitsForAWhile() {
    given(placed(), paymentStarted("10:01"))
        .at("10:15")
        .when(new OrderCommand.ResolveExpiry())
        .thenNothingNew();
    given(placed(), paymentStarted("10:01"))
        .at("10:16:59.999")
        .when(new OrderCommand.ResolveExpiry())
        .thenNothingNew();
    given(placed(), paymentStarted("10:01"))
        .at("10:17")
        .when(new OrderCommand.ResolveExpiry())
        .then(expired("10:17"), leftOpen("10:17", PAYMENT));
  }

  @Test
  void anAttemptThatTheGatewayHasClosedKeepsNothing() {
    given(placed(), paymentStarted("10:01"))
        .at("10:15:01")
        .when(new OrderCommand.RecordPaymentClosed(PAYMENT))
        .then(new OrderEvent.PaymentFailed(PAYMENT, "closed", at("10:15:01")), expired("10:15:01"));
    given(placed(), paymentStarted("10:01"), otherPaymentStarted("10:02"))
        .at("10:15:01")
        .when(new OrderCommand.RecordPaymentClosed(PAYMENT))
        .then(new OrderEvent.PaymentFailed(PAYMENT, "closed", at("10:15:01")));
    given(placed(), paymentStarted("10:01"), paymentFailed("10:14"))
        .at("10:15:02")
        .when(new OrderCommand.ResolveExpiry())
        .then(expired("10:15:02"));
  }

  @Test
  void aCancellationDuringAPaymentLeavesAnAttemptThatMustBeClosed() {
    OrderState state =
        given(placed(), paymentStarted("10:01"))
            .at("10:05")
            .when(new OrderCommand.CancelOrder())
            .then(cancelled("10:05"), leftOpen("10:05", PAYMENT));
    assertThat(Order.outsideEffects(state, at("10:05")))
        .containsExactly(new OutsideEffect.ClosePayment(PAYMENT, "fake", GatewayTries.NONE));
  }

  @Test
  void aHeldOrderAsksItsGatewayFromTheDeadlineOn() {
    assertThat(Order.outsideEffects(aHeldOrder(), at("10:14:59.999"))).isEmpty();
    assertThat(Order.outsideEffects(aHeldOrder(), at("10:15")))
        .containsExactly(new OutsideEffect.ClosePayment(PAYMENT, "fake", GatewayTries.NONE));
  }

  @Test
  void aQuotaThatAsksChangesNothingElse() {
    given().when(new OrderCommand.ResolveExpiry()).thenNothingNew();
    given(placed(), paymentStarted("10:01"), paid("10:05"))
        .at("10:15")
        .when(new OrderCommand.ResolveExpiry())
        .thenNothingNew();
    given(placed(), cancelled("10:05"))
        .at("10:15")
        .when(new OrderCommand.ResolveExpiry())
        .thenNothingNew();
  }

  @Test
  void theWordOfAnOrderFollowsFromItsState() {
    assertThat(Order.resolution(new OrderState.Absent(), ATTEMPT))
        .isEqualTo(HoldResolution.Word.RELEASE);
    assertThat(Order.resolution(aHeldOrder(), ATTEMPT)).isEqualTo(HoldResolution.Word.WAIT);
    assertThat(Order.resolution(aPaidOrder(), ATTEMPT)).isEqualTo(HoldResolution.Word.SETTLE);
    assertThat(Order.resolution(aCancelledOrder(), ATTEMPT)).isEqualTo(HoldResolution.Word.RELEASE);
    assertThat(Order.resolution(anExpiredOrder(), ATTEMPT)).isEqualTo(HoldResolution.Word.RELEASE);
    assertThat(Order.resolution(aRetakingOrder(), ATTEMPT)).isEqualTo(HoldResolution.Word.RELEASE);
  }

  @Test
  void whatAnEarlierAttemptLeftBehindIsLetGoWhateverBecameOfTheOrder() {
    for (OrderState state : List.of(aHeldOrder(), aPaidOrder(), anExpiredOrder())) {
      assertThat(Order.resolution(state, ATTEMPT - 1)).isEqualTo(HoldResolution.Word.RELEASE);
    }
  }

  /**
   * Not RELEASE: a quota that is about to be stopped, and knows nothing of the hold, acknowledges a
   * settlement too. The one that took its place must not free what was paid.
   */
  @Test
  void aPaidOrderSaysSettleAlsoWhenItsDutyIsDone() {
    OrderState done = Order.evolve(aPaidOrder(), dutyDone("10:06"));
    assertThat(Order.resolution(done, ATTEMPT)).isEqualTo(HoldResolution.Word.SETTLE);
    assertThat(Order.resolution(done, ATTEMPT - 1)).isEqualTo(HoldResolution.Word.RELEASE);
  }

  @Test
  void aLaterAttemptCountsAsTheOneThatWasPlaced() {
    assertThat(Order.resolution(aHeldOrder(), ATTEMPT + 1)).isEqualTo(HoldResolution.Word.WAIT);
    assertThat(Order.resolution(aPaidOrder(), ATTEMPT + 1)).isEqualTo(HoldResolution.Word.SETTLE);
  }

  @Test
  void whatAnOrderOwesFollowsFromItsState() {
    assertThat(Order.quotaEffect(new OrderState.Absent())).isEqualTo(new QuotaEffect.Nothing());
    assertThat(Order.quotaEffect(aHeldOrder())).isEqualTo(new QuotaEffect.Nothing());
    assertThat(Order.quotaEffect(aPaidOrder()))
        .isEqualTo(new QuotaEffect.SettleHolds(SHARES, ATTEMPT));
    assertThat(Order.quotaEffect(aCancelledOrder()))
        .isEqualTo(new QuotaEffect.ReleaseHolds(SHARES, OptionalLong.empty()));
    assertThat(Order.quotaEffect(anExpiredOrder()))
        .as("what is taken anew later stays")
        .isEqualTo(new QuotaEffect.ReleaseHolds(SHARES, OptionalLong.of(EXPIRED + 1)));
  }

  @Test
  void aDutyThatIsDoneIsOwedNoMore() {
    for (OrderState ended : List.of(aPaidOrder(), aCancelledOrder(), anExpiredOrder())) {
      OrderState done = Order.evolve(ended, dutyDone("10:20"));
      assertThat(Order.quotaEffect(done)).isEqualTo(new QuotaEffect.Nothing());
      assertThat(Order.decide(done, new OrderCommand.RecordDutyDone(), at("10:21")))
          .isEqualTo(id.kuota.engine.Decision.alreadySo());
    }
  }

  @Test
  void aDutyIsRecordedOnlyWhereThereIsOne() {
    given(placed(), cancelled("10:05"))
        .at("10:06")
        .when(new OrderCommand.RecordDutyDone())
        .then(dutyDone("10:06"));
    given(placed()).when(new OrderCommand.RecordDutyDone()).thenNothingNew();
  }

  @Test
  void aHistoryThatCannotHaveBeenStopsTheReplay() {
    assertThatThrownBy(() -> after(cancelled("10:05")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("an order that is Absent cannot have had");
    assertThatThrownBy(() -> after(placed(), placed())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> after(placed(), expired("10:16"), paid("10:17")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static OrderCommand.RecordPlacement placement(OrderContent content) {
    return new OrderCommand.RecordPlacement(ORDER, content, at("10:15"));
  }
}
