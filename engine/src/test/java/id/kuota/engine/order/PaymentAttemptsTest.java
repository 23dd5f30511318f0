package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.Limits;
import id.kuota.engine.Scenario;
import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.PaymentInstruction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a repeated "start a payment" is answered, and which page the order records. */
final class PaymentAttemptsTest {

  private static final PaymentInstruction PAGE = page("https://gateway.example/1");
  private static final OrderCommand.RecordPaymentPage OPENED =
      new OrderCommand.RecordPaymentPage(PAYMENT, PAGE);
  private static final OrderCommand.StartPayment AGAIN =
      new OrderCommand.StartPayment(PAYMENT, "fake", "virtual_account");

  private static Scenario<OrderState, OrderCommand, OrderEvent, OrderRefusal> given(
      OrderEvent... events) {
    return Scenario.<OrderState, OrderCommand, OrderEvent, OrderRefusal>of(
            new OrderState.Absent(), Order::decide, Order::evolve)
        .given(events);
  }

  private static PaymentInstruction page(String url) {
    return new PaymentInstruction(url, at("10:13"));
  }

  private static OrderEvent.PaymentPageOpened opened(String time) {
    return new OrderEvent.PaymentPageOpened(PAYMENT, PAGE, at(time));
  }

  @Test
  void whereTheBuyerPaysIsWrittenOnceAndTheFirstPageCounts() {
    given(placed(), paymentStarted("10:01")).at("10:02").when(OPENED).then(opened("10:02"));
    given(placed(), paymentStarted("10:01"), opened("10:02"))
        .at("10:03")
        .when(new OrderCommand.RecordPaymentPage(PAYMENT, page("https://gateway.example/2")))
        .thenNothingNew();
    assertThat(attempts(after(placed(), paymentStarted("10:01"), opened("10:02"))))
        .extracting(PaymentAttempt::page)
        .containsExactly(PAGE);
  }

  @Test
  void aRepetitionIsToldWhereTheOrderStandsOnceItWaitsForNoMoney() {
    List<OrderEvent> begun = List.of(placed(), paymentStarted("10:01"), opened("10:02"));
    given(begun.toArray(OrderEvent[]::new)).at("10:14").when(AGAIN).thenNothingNew();
    for (OrderCommand late : List.of(AGAIN, OPENED)) {
      given(with(begun)).at("10:15").when(late).thenRefused(OrderRefusal.HOLD_EXPIRED);
      given(with(begun, expired("10:16")))
          .at("10:20")
          .when(late)
          .thenRefused(OrderRefusal.HOLD_EXPIRED);
      given(with(begun, cancelled("10:05")))
          .at("10:06")
          .when(late)
          .thenRefused(OrderRefusal.ORDER_CANCELLED);
      given(with(begun, paid("10:05"))).at("10:06").when(late).thenRefused(OrderRefusal.ORDER_PAID);
    }
  }

  @Test
  void anAnswerThatComesAfterTheCancellationIsNeitherHandedOutNorForgotten() {
    given(placed(), paymentStarted("10:01"), cancelled("10:02"), leftOpen("10:02", PAYMENT))
        .at("10:03")
        .when(OPENED)
        .thenRefused(OrderRefusal.ORDER_CANCELLED);
    assertThat(
            Order.outsideEffects(
                after(
                    placed(),
                    paymentStarted("10:01"),
                    cancelled("10:02"),
                    leftOpen("10:02", PAYMENT)),
                at("10:03")))
        .containsExactly(new OutsideEffect.ClosePayment(PAYMENT, "fake", GatewayTries.NONE));
  }

  @Test
  void aPageOfAnAttemptThatWasNeverStartedIsUnknown() {
    given().when(OPENED).thenRefused(OrderRefusal.ORDER_UNKNOWN);
    given(placed()).when(OPENED).thenRefused(OrderRefusal.PAYMENT_UNKNOWN);
  }

  @Test
  void moneyThatComesBeforeItsPageDoesNotTakeTheAnswerFromTheRequestThatBeganIt() {
    List<OrderEvent> settled = List.of(placed(), paymentStarted("10:01"), paid("10:02"));
    given(with(settled)).at("10:02").when(OPENED).then(opened("10:02"));
    given(with(settled)).at("10:03").when(AGAIN).thenRefused(OrderRefusal.ORDER_PAID);
    given(with(settled, opened("10:02")))
        .at("10:03")
        .when(OPENED)
        .thenRefused(OrderRefusal.ORDER_PAID);
  }

  @Test
  void thePageStaysWithItsAttemptWhateverBecomesOfIt() {
    OrderState failed =
        after(placed(), paymentStarted("10:01"), opened("10:02"), paymentFailed("10:03"));

    assertThat(attempts(failed))
        .containsExactly(
            new PaymentAttempt(
                PAYMENT,
                "fake",
                "virtual_account",
                at("10:01"),
                PaymentAttempt.Status.FAILED,
                PAGE));
  }

  @Test
  void whatAMethodDoesNotTakeIsNotAskedOfItsGateway() {
    given(placed())
        .when(start(new AmountRange(1, TOTAL - 1)))
        .thenRefused(OrderRefusal.AMOUNT_TOO_HIGH);
    given(placed())
        .when(start(new AmountRange(TOTAL + 1, Long.MAX_VALUE)))
        .thenRefused(OrderRefusal.AMOUNT_TOO_LOW);
    given(placed())
        .at("10:01")
        .when(start(new AmountRange(TOTAL, TOTAL)))
        .then(paymentStarted("10:01"));
  }

  @Test
  void theAddressOfAPageIsBoundedAndStandsInNoLog() {
    assertThat(PAGE.toString()).doesNotContain("gateway.example");
    assertThat(opened("10:02").toString()).doesNotContain("gateway.example");
    String tooLong = "https://" + "x".repeat(Limits.REDIRECT_URL_MAX);
    assertThatThrownBy(() -> page(tooLong)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> page(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  private static OrderCommand.StartPayment start(AmountRange takes) {
    return new OrderCommand.StartPayment(PAYMENT, "fake", "virtual_account", takes);
  }

  private static List<PaymentAttempt> attempts(OrderState state) {
    return ((OrderState.Placed) state).record().attempts();
  }

  private static OrderEvent[] with(List<OrderEvent> before, OrderEvent... more) {
    return Stream.concat(before.stream(), Arrays.stream(more)).toArray(OrderEvent[]::new);
  }
}
