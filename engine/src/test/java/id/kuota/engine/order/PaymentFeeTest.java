package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Scenario;
import id.kuota.engine.payment.PaymentReport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The buyer bears the fee of the gateway: it comes on top, and is never ours. */
final class PaymentFeeTest {

  private static Scenario<OrderState, OrderCommand, OrderEvent, OrderRefusal> given(
      OrderEvent... events) {
    return Scenario.<OrderState, OrderCommand, OrderEvent, OrderRefusal>of(
            new OrderState.Absent(), Order::decide, Order::evolve)
        .given(placed(), paymentStarted("10:01"))
        .given(events);
  }

  @Test
  void theFeeThatTheBuyerBearsIsNotedAndNeverSentBack() {
    OrderState state =
        given()
            .at("10:05")
            .when(new OrderCommand.RecordPayment(withFee(TOTAL, 700)))
            .then(paid("10:05"), new OrderEvent.PaymentFeeNoted(SALE, PAYMENT, 700, at("10:05")));
    assertThat(sum(state, MoneyEntry.Kind.CHARGED)).isEqualTo(TOTAL);
    assertThat(sum(state, MoneyEntry.Kind.PAYMENT_FEE)).isEqualTo(700);
    OrderState owing =
        given(cancelled("10:04"))
            .at("10:05")
            .when(new OrderCommand.RecordPayment(withFee(TOTAL, 700)))
            .then(
                refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_CANCELLATION, "10:05"),
                new OrderEvent.PaymentFeeNoted(SALE, PAYMENT, 700, at("10:05")));
    assertThat(view(owing).refunds().getFirst().amount()).isEqualTo(TOTAL);
    given(expired("10:16"))
        .at("10:18")
        .when(new OrderCommand.RecordPayment(withFee(TOTAL, 700)))
        .then(lateMoney("10:18"), new OrderEvent.PaymentFeeNoted(SALE, PAYMENT, 700, at("10:18")));
    given()
        .at("10:05")
        .when(new OrderCommand.RecordPayment(withFee(TOTAL - 1, 701)))
        .then(
            new OrderEvent.PaymentInReview(
                SALE, PAYMENT, "reference", TOTAL - 1, "IDR", at("10:05")),
            new OrderEvent.PaymentFeeNoted(SALE, PAYMENT, 701, at("10:05")));
  }

  private static PaymentReport withFee(long amount, long fee) {
    return new PaymentReport(
        PAYMENT,
        ORDER.value(),
        "reference",
        amount,
        "IDR",
        SETTLED,
        0,
        fee,
        List.of(),
        Optional.empty());
  }

  private static OrderView view(OrderState state) {
    return Objects.requireNonNull(OrderViews.of(state));
  }

  private static long sum(OrderState state, MoneyEntry.Kind kind) {
    return ((OrderState.Placed) state).record().money().sum(kind, PAYMENT);
  }
}
