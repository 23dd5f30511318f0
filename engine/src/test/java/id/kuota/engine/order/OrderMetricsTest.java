package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Reply;
import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.RecordingTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OrderMetricsTest {

  private static final String PAID_AT = "10:05";

  private final RecordingTelemetry telemetry = new RecordingTelemetry();
  private final OrderMetrics metrics = new OrderMetrics(telemetry);
  private OrderState order = new OrderState.Absent();

  @Test
  void aPaidOrderIsCountedWithItsMoneyAndItsTimes() {
    write("10:00", placed());
    write("10:01", paymentStarted("10:01"), otherPaymentStarted("10:01"));
    write("10:06", paid(PAID_AT), leftOpen(PAID_AT, OTHER_PAYMENT));
    write("10:07", dutyDone("10:07"));

    assertThat(orders("placed", "paid", "expired", "cancelled")).containsExactly(1L, 1L, 0L, 0L);
    assertThat(money()).containsExactly(1L, TOTAL);
    assertThat(telemetry.values(Metric.MONEY_TIME)).containsExactly(minutes(5));
    assertThat(telemetry.values(Metric.TICKET_DELAY)).containsExactly(minutes(1));
    assertThat(telemetry.values(Metric.HOLD_TO_SETTLE)).containsExactly(minutes(7));
  }

  @Test
  void lateMoneyCountsWhenItComesAndItsOrderWhenItHasItsTickets() {
    write("10:00", placed());
    write("10:01", paymentStarted("10:01"));
    write("10:16", expired("10:16"));
    write("10:16", dutyDone("10:16"));
    write("10:18", lateMoney("10:18"));
    assertThat(orders("paid", "expired")).containsExactly(0L, 1L);
    assertThat(money()).containsExactly(1L, TOTAL);

    write("10:20", paidLate("10:34", "10:20"));
    write("10:21", dutyDone("10:21"));
    assertThat(orders("paid", "expired")).containsExactly(1L, 1L);
    assertThat(money()).containsExactly(1L, TOTAL);
    assertThat(telemetry.values(Metric.MONEY_TIME)).containsExactly(minutes(18));
    assertThat(telemetry.values(Metric.TICKET_DELAY)).containsExactly(minutes(2));
    assertThat(telemetry.values(Metric.HOLD_TO_SETTLE)).containsExactly(minutes(2));
  }

  @Test
  void lateMoneyThatBuysNothingCountsOnce() {
    write("10:00", placed());
    write("10:01", paymentStarted("10:01"));
    write("10:16", expired("10:16"));
    write("10:18", lateMoney("10:18"));
    write("10:19", refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_EXPIRY, "10:19"));

    assertThat(money()).containsExactly(1L, TOTAL);
    assertThat(orders("paid")).containsExactly(0L);
  }

  @Test
  void moneyWithoutAClaimIsMoneyThatCame() {
    write("10:00", placed());
    write("10:01", paymentStarted("10:01"), otherPaymentStarted("10:01"));
    write("10:02", cancelled("10:02"));
    write("10:03", dutyDone("10:03"));
    write("10:04", refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_CANCELLATION, "10:04"));
    write(
        "10:05",
        new OrderEvent.PaymentInReview(SALE, OTHER_PAYMENT, "reference", 7, "USD", at("10:05")));

    assertThat(orders("placed", "paid", "cancelled")).containsExactly(1L, 0L, 1L);
    assertThat(money()).containsExactly(1L, TOTAL);
    assertThat(telemetry.count(Metric.MONEY_VOLUME, "USD")).isEqualTo(7);
    assertThat(telemetry.values(Metric.HOLD_TO_SETTLE)).as("they were released").isEmpty();
    assertThat(telemetry.values(Metric.TICKET_DELAY)).isEmpty();
  }

  @Test
  void moneyThatWasSeenWhenItHadLeftCountsAndLaterReturnsDoNot() {
    write("10:00", placed());
    write("10:01", paymentStarted("10:01"));
    var unseen =
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
            at("10:03"));
    write("10:03", paymentFailed("10:03"), unseen);
    assertThat(money()).containsExactly(1L, TOTAL);

    write("10:04", moneyReturned(PAYMENT, 0, TOTAL, "10:04"));
    assertThat(money()).containsExactly(1L, TOTAL);
  }

  @Test
  void anOrderThatCostsNothingIsPaidWithoutMoney() {
    write("10:00", placed(), Payments.free(placed()));
    write("10:01", dutyDone("10:01"));

    assertThat(orders("placed", "paid")).containsExactly(1L, 1L);
    assertThat(money()).containsExactly(0L, 0L);
    assertThat(telemetry.values(Metric.HOLD_TO_SETTLE)).containsExactly(minutes(1));
  }

  @Test
  void aRefusalCountsUnlessTheNodeCouldNotServe() {
    metrics.answered(refused(OrderRefusal.SOLD_OUT));
    metrics.answered(refused(OrderRefusal.PURCHASE_LIMIT));
    metrics.answered(refused(OrderRefusal.OVERLOADED));
    metrics.answered(refused(OrderRefusal.UNANSWERED));

    assertThat(orders("refused")).containsExactly(2L);
  }

  /** What a decision of this time has written is in the journal now. */
  private void write(String now, OrderEvent... events) {
    for (OrderEvent event : events) {
      order = Order.evolve(order, event);
    }
    metrics.persisted(List.of(events), order, at(now));
  }

  private List<Long> orders(String... outcomes) {
    return Stream.of(outcomes).map(outcome -> telemetry.count(Metric.ORDERS, outcome)).toList();
  }

  private List<Long> money() {
    return List.of(
        telemetry.count(Metric.MONEY_PAYMENTS, "IDR"), telemetry.count(Metric.MONEY_VOLUME, "IDR"));
  }

  private static long minutes(int minutes) {
    return Duration.ofMinutes(minutes).toNanos();
  }

  private static Reply<OrderView, OrderRefused> refused(OrderRefusal reason) {
    return new Reply.Refused<>(OrderRefused.of(reason));
  }
}
