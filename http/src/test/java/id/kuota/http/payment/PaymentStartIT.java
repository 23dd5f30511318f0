package id.kuota.http.payment;

import static id.kuota.http.payment.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.payment.PaymentId;
import id.kuota.http.testing.EdgeClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paying an order through the fake gateway, from the first request to the tickets. */
final class PaymentStartIT {

  private static PayingEdge edge;

  @BeforeAll
  static void start() {
    edge = PayingEdge.withFakeGateway();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void tellsWhereToPay() {
    OrderView order = edge.placed();
    String key = PayingEdge.key();

    EdgeClient.Answer answer = edge.pay(order.order(), key, "virtual_account");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Idempotent-Replayed")).isEmpty();
    JsonNode payment = answer.json();
    assertThat(payment.get("id").textValue())
        .isEqualTo(PaymentId.of(order.order().value(), key).value());
    assertThat(payment.get("order").textValue()).isEqualTo(order.order().value());
    assertThat(payment.get("gateway").textValue()).isEqualTo("fake");
    assertThat(payment.get("method").textValue()).isEqualTo("virtual_account");
    assertThat(payment.get("amount").longValue()).isEqualTo(PayingEdge.PRICE);
    assertThat(payment.get("currency").textValue()).isEqualTo("IDR");
    assertThat(payment.get("status").textValue()).isEqualTo("started");
    assertThat(Instant.parse(payment.get("expires_at").textValue()))
        .as("a payment ends before its hold, so that no money comes too late")
        .isBetween(order.heldUntil().minusSeconds(165), order.heldUntil().minusSeconds(95));
    assertThat(payment.get("redirect_url").textValue())
        .startsWith(edge.address() + "/fake-gateway/payments/pay_");
    assertThat(payment.size()).isEqualTo(9);
  }

  @Test
  void theSameRequestAgainHasTheSameAnswerToTheByte() {
    OrderId order = edge.placed().order();
    String key = PayingEdge.key();

    EdgeClient.Answer first = edge.pay(order, key, "qris");
    EdgeClient.Answer again = edge.pay(order, key, "qris");
    press(first, "deny");
    EdgeClient.Answer afterwards = edge.pay(order, key, "qris");

    for (EdgeClient.Answer repeated : List.of(again, afterwards)) {
      assertThat(repeated.status()).isEqualTo(201);
      assertThat(repeated.text()).isEqualTo(first.text());
      assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
    }
    assertThat(edge.order(order).payments()).hasSize(1);
    approve(first);
    assertProblem(edge.pay(order, key, "qris"), 409, "order_paid");
  }

  @Test
  void anAnswerThatWasLostOnTheWayIsAskedForAgainAndTheAttemptGoesOn() {
    OrderId order = edge.placed().order();
    String key = PayingEdge.key();
    assertThat(edge.post("/fake-gateway/next/lost", "").json().get("waiting").intValue())
        .isEqualTo(1);

    assertProblem(edge.pay(order, key, "qris"), 503, "gateway_unavailable");
    EdgeClient.Answer again = edge.pay(order, key, "qris");

    assertThat(again.status()).isEqualTo(201);
    assertThat(edge.order(order).payments()).hasSize(1);
    approve(again);
    assertThat(edge.order(order).status()).isEqualTo(OrderView.Status.PAID);
    assertProblem(edge.post("/fake-gateway/next/never", ""), 404, "not_found");
  }

  @Test
  void theSameKeyForAnotherMethodIsRefused() {
    OrderId order = edge.placed().order();
    String key = PayingEdge.key();
    edge.pay(order, key, "qris");

    assertProblem(edge.pay(order, key, "virtual_account"), 422, "idempotency_key_reused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"method\":\"cash\"}           | validation_failed | /method",
        "{\"method\":1}                  | validation_failed | /method",
        "{}                              | validation_failed | /method",
        "{\"method\":\"qris\",\"sum\":1} | validation_failed | /sum",
        "[]                              | validation_failed | ",
        "{                               | malformed_json    | ",
      })
  void aBodyThatSaysSomethingElseIsPointedAt(String body, String code, String pointer) {
    OrderId order = edge.placed().order();

    EdgeClient.Answer answer =
        edge.post(
            "/v1/orders/" + order + "/payments", body, "Idempotency-Key", "k-0123456789abcde");

    assertProblem(answer, 400, code);
    if (pointer != null) {
      assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo(pointer);
    }
    assertThat(edge.order(order).payments()).isEmpty();
  }

  @Test
  void needsAKeyAndAnOrder() {
    OrderId order = edge.placed().order();
    String body = "{\"method\":\"qris\"}";

    assertProblem(
        edge.post("/v1/orders/" + order + "/payments", body), 400, "idempotency_key_missing");
    assertProblem(
        edge.post("/v1/orders/ord_none/payments", body, "Idempotency-Key", "k-0123456789abcde"),
        404,
        "order_not_found");
    String guessed = order.value().substring(0, 34) + "zz";
    assertProblem(
        edge.post(
            "/v1/orders/" + guessed + "/payments", body, "Idempotency-Key", "k-0123456789abcde"),
        404,
        "order_not_found");
  }

  @Test
  void moneyBuysTheTickets() {
    OrderId order = edge.placed().order();

    EdgeClient.Answer pressed = approve(edge.pay(order, PayingEdge.key(), "qris"));

    assertThat(pressed.status()).isEqualTo(200);
    assertThat(pressed.json().get("status").textValue()).isEqualTo("approved");
    assertThat(pressed.json().at("/notification/answer").intValue()).isEqualTo(200);
    OrderView paid = edge.order(order);
    assertThat(paid.status()).isEqualTo(OrderView.Status.PAID);
    assertThat(paid.tickets()).hasSize(1);
    assertProblem(edge.pay(order, PayingEdge.key(), "qris"), 409, "order_paid");
  }

  @Test
  void instantPaysByItself() {
    OrderId order = edge.placed().order();

    assertThat(edge.pay(order, PayingEdge.key(), "instant").status()).isEqualTo(201);

    await().until(() -> edge.order(order).status() == OrderView.Status.PAID);
  }

  @Test
  void afterADenialTheBuyerTriesAgain() {
    OrderId order = edge.placed().order();

    press(edge.pay(order, PayingEdge.key(), "qris"), "deny");
    assertThat(edge.order(order).status()).isEqualTo(OrderView.Status.HELD);
    assertThat(edge.order(order).payments())
        .extracting(PaymentAttempt::status)
        .containsExactly(PaymentAttempt.Status.FAILED);

    approve(edge.pay(order, PayingEdge.key(), "virtual_account"));
    assertThat(edge.order(order).status()).isEqualTo(OrderView.Status.PAID);
  }

  @Test
  void payingTwiceOwesARefund() {
    OrderId order = edge.placed().order();
    EdgeClient.Answer first = edge.pay(order, PayingEdge.key(), "qris");
    EdgeClient.Answer second = edge.pay(order, PayingEdge.key(), "virtual_account");

    approve(first);
    approve(second);

    OrderView paid = edge.order(order);
    assertThat(paid.status()).isEqualTo(OrderView.Status.PAID);
    assertRefund(paid, second, OwedRefund.Reason.PAID_TWICE);
  }

  @Test
  void moneyAfterACancellationOwesARefund() {
    OrderId order = edge.placed().order();
    EdgeClient.Answer payment = edge.pay(order, PayingEdge.key(), "qris");
    assertThat(edge.cancel(order).status()).isEqualTo(200);
    assertProblem(edge.pay(order, PayingEdge.key(), "qris"), 409, "order_cancelled");

    assertThat(approve(payment).json().at("/notification/answer").intValue()).isEqualTo(200);

    OrderView ended = edge.order(order);
    assertThat(ended.status()).isEqualTo(OrderView.Status.REFUND_DUE);
    assertThat(ended.tickets()).isEmpty();
    assertRefund(ended, payment, OwedRefund.Reason.PAID_AFTER_CANCELLATION);
    JsonNode shown = edge.get("/v1/orders/" + order).json();
    assertThat(shown.get("status").textValue()).isEqualTo("refund_due");
    assertThat(shown.at("/refunds/0/status").textValue()).isEqualTo("due");
    assertThat(shown.at("/refunds/0/amount").longValue()).isEqualTo(PayingEdge.PRICE);
    assertThat(shown.at("/refunds/0/reason").textValue()).isEqualTo("paid_after_cancellation");
  }

  @Test
  void moneyAfterTheExpiryBuysTheSameUnitsIfTheyAreStillFree() {
    OrderId order = edge.placed(Duration.ofSeconds(1)).order();
    EdgeClient.Answer payment = edge.pay(order, PayingEdge.key(), "qris");
    await().until(() -> edge.order(order).status() == OrderView.Status.EXPIRED);
    assertProblem(edge.pay(order, PayingEdge.key(), "qris"), 410, "hold_expired");

    approve(payment);

    await().until(() -> edge.order(order).status() == OrderView.Status.PAID);
    OrderView late = edge.order(order);
    assertThat(late.late()).isTrue();
    assertThat(late.tickets()).hasSize(1);
    assertThat(late.refunds()).isEmpty();
    assertThat(edge.get("/v1/orders/" + order).json().get("late").booleanValue()).isTrue();
  }

  private static void assertRefund(
      OrderView order, EdgeClient.Answer payment, OwedRefund.Reason reason) {
    assertThat(order.refunds())
        .singleElement()
        .satisfies(
            refund -> {
              assertThat(refund.payment().value()).isEqualTo(payment.json().get("id").textValue());
              assertThat(refund.amount()).isEqualTo(PayingEdge.PRICE);
              assertThat(refund.reason()).isEqualTo(reason);
            });
  }

  private static EdgeClient.Answer approve(EdgeClient.Answer payment) {
    return press(payment, "approve");
  }

  private static EdgeClient.Answer press(EdgeClient.Answer payment, String button) {
    return edge.post(payment.json().get("redirect_url").textValue() + "/" + button, "");
  }
}
