package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** When a gateway is asked again that could not say or do something. */
final class OutsideEffectsTest {

  private static final RefundId REFUND = RefundId.of(PAYMENT);
  private static final String POOR = "414 insufficient funds";

  @Test
  void aPaymentThatStaysUndecidedIsAskedAboutEightTimesInTwoMinutesAndThenEveryFewHours() {
    OrderState undecided = after(placed(), paymentStarted("10:01"));
    List<Instant> rounds = rounds(undecided, PAYMENT.value(), at("10:15"), Duration.ofDays(3));
    assertThat(rounds.stream().filter(round -> round.isBefore(at("10:17")))).hasSize(8);
    assertThat(rounds)
        .as("once more before the units are released without an answer")
        .contains(at("10:17").minus(Limits.PAYMENT_LAST_LOOK));
    assertThat(rounds.stream().filter(round -> round.isAfter(at("10:15").plusSeconds(86_400))))
        .as("in two days")
        .hasSizeBetween(7, 10);
  }

  @Test
  void anOrderThatIsOverIsAskedAboutAtItsDeadline() {
    OrderState cancelled =
        after(placed(), paymentStarted("10:01"), cancelled("10:05"), leftOpen("10:05", PAYMENT));
    assertThat(rounds(cancelled, PAYMENT.value(), at("10:05"), Duration.ofHours(1)))
        .contains(at("10:15"));
  }

  @Test
  void pausesGrowAndNoTwoOrdersKeepStep() {
    assertThat(GatewayTries.pause("pay_1", 1)).isLessThanOrEqualTo(Limits.OUTSIDE_RETRY_MIN);
    assertThat(GatewayTries.pause("pay_1", 1_000_000))
        .isBetween(Limits.OUTSIDE_RETRY_MAX.multipliedBy(7).dividedBy(8), Limits.OUTSIDE_RETRY_MAX);
    assertThat(GatewayTries.pause("pay_1", 9)).isNotEqualTo(GatewayTries.pause("pay_2", 9));
    assertThat(GatewayTries.pause("pay_1", 9)).isEqualTo(GatewayTries.pause("pay_1", 9));
    assertThat(GatewayTries.pause("pay_1", 9)).isLessThan(GatewayTries.pause("pay_1", 10));
  }

  @Test
  void aRefundThatCannotBeMadeNowStaysDueWithItsWords() {
    OrderState vain =
        next(owing(), new OrderCommand.RecordAskedInVain(REFUND.value(), POOR), at("10:06"));
    assertThat(Objects.requireNonNull(OrderViews.of(vain)).refunds())
        .singleElement()
        .returns(OwedRefund.Status.DUE, OwedRefund::status)
        .returns(POOR, OwedRefund::note);
    assertThat(tries(vain, at("10:06")))
        .returns(1, GatewayTries::tries)
        .returns(at("10:06"), GatewayTries::since);
  }

  @Test
  void afterAWeekARefundNeedsAnOperatorWhoCanRetryItForAnotherWeek() {
    var vain = new OrderCommand.RecordAskedInVain(REFUND.value(), POOR);
    OrderState state = next(owing(), vain, at("10:06"));
    Instant later = at("10:06").plus(Limits.OUTSIDE_IN_FLIGHT_MAX);
    state = next(state, vain, later.minusSeconds(1));
    assertThat(Order.decide(state, vain, later))
        .isEqualTo(
            new Decision.Accepted<OrderEvent, OrderRefusal>(
                List.of(
                    new OrderEvent.RefundRefused(
                        SALE, REFUND, "retried for 7 days; last answer: " + POOR, later))));
    state = next(state, vain, later);
    assertThat(Order.outsideEffects(state, later)).isEmpty();
    state = next(state, new OrderCommand.AskRefundAgain(REFUND, "operator"), later);
    assertThat(tries(state, later))
        .as("at once, and the next pause is no shorter")
        .returns(later, GatewayTries::notBefore)
        .returns(2, GatewayTries::tries)
        .returns(false, backoff -> backoff.isOver(later.plusSeconds(60)));
  }

  @Test
  void anUndecidedPaymentCountsAsClosedAfterAWeek() {
    OrderState open =
        after(placed(), paymentStarted("10:01"), expired("10:17"), leftOpen("10:17", PAYMENT));
    var vain = new OrderCommand.RecordAskedInVain(PAYMENT.value(), "not decided");
    OrderState asked = next(open, vain, at("10:17"));
    Instant later = at("10:17").plus(Limits.OUTSIDE_IN_FLIGHT_MAX);
    assertThat(events(asked, vain, later))
        .containsExactly(new OrderEvent.PaymentFailed(PAYMENT, "closed", later));
    assertThat(Order.outsideEffects(next(asked, vain, later), later)).isEmpty();
  }

  @Test
  void anOperatorMakesAWaitingRefundDueAtOnceAndOnce() {
    OrderState state = owing();
    var vain = new OrderCommand.RecordAskedInVain(REFUND.value(), POOR);
    for (int round = 0; round < 12; round++) state = next(state, vain, at("10:06"));
    var again = new OrderCommand.AskRefundAgain(REFUND, "operator");
    assertThat(events(state, again, at("10:07")))
        .containsExactly(new OrderEvent.RefundAskedAgain(SALE, REFUND, "operator", at("10:07")));
    OrderState asked = next(state, again, at("10:07"));
    assertThat(events(asked, again, at("10:07"))).isEmpty();
    assertThat(events(asked, vain, at("10:08")))
        .singleElement()
        .isInstanceOfSatisfying(
            OrderEvent.GatewayAskedInVain.class, event -> assertThat(event.tries()).isEqualTo(13));
  }

  @Test
  void aPersonTakesOverWhatWaitsAndNotWhatIsOnItsWay() {
    var over = new OrderCommand.TakeRefundOver(REFUND, "operator");
    assertThat(Order.decide(owing(), over, at("10:06")))
        .isEqualTo(new Decision.Refused<OrderEvent, OrderRefusal>(OrderRefusal.REFUND_UNDER_WAY));
    OrderState waiting = owing();
    var vain = new OrderCommand.RecordAskedInVain(REFUND.value(), POOR);
    for (int round = 0; round < 12; round++) waiting = next(waiting, vain, at("10:06"));
    OrderState taken = next(waiting, over, at("10:07"));
    assertThat(Order.outsideEffects(taken, at("10:07"))).isEmpty();
    assertThat(events(taken, over, at("10:08"))).isEmpty();
    OrderState done =
        next(taken, new OrderCommand.RecordRefundByHand(REFUND, "cash", "operator"), at("10:08"));
    assertThat(OrderViews.of(done)).returns(OrderView.Status.REFUNDED, OrderView::status);
    assertThat(Order.decide(done, over, at("10:09")))
        .isEqualTo(new Decision.Refused<OrderEvent, OrderRefusal>(OrderRefusal.REFUND_NOT_OWED));
  }

  @Test
  void whatIsNoErrandAnyMoreIsNotNoted() {
    var vain = new OrderCommand.RecordAskedInVain(REFUND.value(), POOR);
    OrderState done =
        Order.evolve(
            owing(), new OrderEvent.RefundDone(SALE, REFUND, "r-1", "gateway", at("10:07")));
    assertThat(events(done, vain, at("10:08"))).isEmpty();
    assertThat(
            events(
                aHeldOrder(),
                new OrderCommand.RecordAskedInVain(PAYMENT.value(), "x"),
                at("10:14")))
        .as("before the deadline")
        .isEmpty();
  }

  @Test
  void whatAllTicketsOfAPaymentHaveCostIsOwedTogether() {
    OrderState both =
        after(
            placed(),
            paymentStarted("10:01"),
            paid("10:05"),
            dutyDone("10:05"),
            ticketCancelled(1, true, "10:10"),
            ticketCancelled(2, true, "10:11"));
    assertThat(Order.outsideEffects(both, at("10:12")))
        .hasSize(2)
        .allSatisfy(
            errand -> assertThat(((OutsideEffect.PayBack) errand).owedInAll()).isEqualTo(TOTAL));
  }

  @Test
  void anOrderWithoutErrandsMakesNoList() {
    assertThat(Order.outsideEffects(aPaidOrder(), at("10:06")).size()).isEqualTo(1);
    OrderState quiet = after(placed(), paymentStarted("10:01"), paid("10:05"));
    assertThat(Order.outsideEffects(quiet, at("10:06"))).isSameAs(List.of());
    assertThat(Order.outsideEffects(aHeldOrder(), at("10:06"))).isSameAs(List.of());
  }

  private static OrderState owing() {
    return after(
        placed(),
        paymentStarted("10:01"),
        cancelled("10:05"),
        refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_CANCELLATION, "10:06"));
  }

  /** The rounds of a gateway that never decides. */
  private static List<Instant> rounds(
      OrderState state, String subject, Instant first, Duration time) {
    var rounds = new ArrayList<Instant>();
    Instant now = first;
    while (now.isBefore(first.plus(time))) {
      rounds.add(now);
      state = next(state, new OrderCommand.RecordAskedInVain(subject, "not decided"), now);
      now = tries(state, now).notBefore();
    }
    return rounds;
  }

  private static GatewayTries tries(OrderState state, Instant now) {
    return ((OutsideEffect.AtGateway) Order.outsideEffects(state, now).getFirst()).tries();
  }

  private static List<OrderEvent> events(OrderState state, OrderCommand command, Instant now) {
    return ((Decision.Accepted<OrderEvent, OrderRefusal>) Order.decide(state, command, now))
        .events();
  }

  private static OrderState next(OrderState state, OrderCommand command, Instant now) {
    OrderState next = state;
    for (OrderEvent event : events(state, command, now)) next = Order.evolve(next, event);
    return next;
  }
}
