package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.FAILED;

import id.kuota.engine.Scenario;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A void or a reversal: the gateway says "failed" of money that was there. */
final class ReversalTest {

  private static final long HALF = TOTAL / 2;
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

  @Test
  void aVoidOrAReversalTakesAllThatIsLeft() {
    bought()
        .at("12:00")
        .when(failed(at("11:59")))
        .then(moneyReturned(PAYMENT, TOTAL, TOTAL, "12:00"), revenueLost(TOTAL, true, "12:00"));
    bought(moneyReturned(PAYMENT, HALF, HALF, "11:00"), revenueLost(HALF, false, "11:00"))
        .at("12:00")
        .when(failed(at("11:59")))
        .then(moneyReturned(PAYMENT, HALF, TOTAL, "12:00"), revenueLost(HALF, true, "12:00"));
  }

  @Test
  void aVoidThatTheOrderHasAskedForIsItsOwnRefund() {
    given(
            cancelled("10:05"),
            refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_CANCELLATION, "10:06"))
        .at("11:00")
        .when(failed(at("10:59")))
        .then(new OrderEvent.RefundDone(SALE, WHOLE, "reference", "gateway", at("11:00")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10:04", "10:05", "10:05:00.5"})
  void anAnswerFromBeforeTheMoneyCameVoidsNothing(String asked) {
    bought().at("12:00").when(failed(at(asked))).thenNothingNew();
  }

  @Test
  void anAnswerOfUnknownAgeVoidsNothing() {
    bought()
        .at("12:00")
        .when(new OrderCommand.RecordPayment(report(PAYMENT, FAILED)))
        .thenNothingNew();
  }

  private static OrderCommand.RecordPayment failed(Instant asked) {
    return new OrderCommand.RecordPayment(report(PAYMENT, FAILED).askedAt(asked));
  }
}
