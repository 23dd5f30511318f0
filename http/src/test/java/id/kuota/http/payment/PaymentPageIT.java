package id.kuota.http.payment;

import static id.kuota.http.payment.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.payment.AmountRange;
import id.kuota.http.testing.EdgeClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a buyer pays is part of the order's record, and a repetition is answered from it alone. */
final class PaymentPageIT {

  private static final String KEY = "page-key-0123456789";

  private final PageGateway gateway = new PageGateway();
  private final PayingEdge edge = PayingEdge.with(List.of(gateway), Duration.ofSeconds(30));

  @AfterEach
  void stop() {
    edge.close();
  }

  @Test
  void aRepetitionHasTheSameBytesAndTheGatewayIsAskedOnce() {
    OrderId order = edge.placed().order();

    EdgeClient.Answer first = edge.pay(order, KEY, "qris");
    EdgeClient.Answer again = edge.pay(order, KEY, "qris");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().get("redirect_url").textValue()).isEqualTo(PageGateway.address(0));
    assertThat(first.json().get("expires_at").textValue()).isEqualTo("2099-01-01T00:00:00Z");
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(gateway.asked()).isEqualTo(1);
    assertProblem(edge.pay(order, KEY, "card"), 422, "idempotency_key_reused");
    assertProblem(edge.pay(order, KEY, "QRIS"), 400, "validation_failed");
    assertThat(edge.pay(order, PayingEdge.key(), "qris").json().get("redirect_url").textValue())
        .as("another key is another attempt")
        .isEqualTo(PageGateway.address(1));
  }

  @Test
  void ofTwoPagesForOneAttemptTheFirstThatIsRecordedCounts() {
    OrderId order = edge.placed().order();
    gateway.waitForTheTest();
    CompletableFuture<EdgeClient.Answer> one = payAsync(order);
    CompletableFuture<EdgeClient.Answer> two = payAsync(order);
    await().until(() -> gateway.asked() == 2);

    gateway.answer(1);
    EdgeClient.Answer faster =
        CompletableFuture.anyOf(one, two).thenApply(EdgeClient.Answer.class::cast).join();
    gateway.answer(0);

    assertThat(one.join().text()).isEqualTo(faster.text());
    assertThat(two.join().text()).isEqualTo(faster.text());
    assertThat(faster.json().get("redirect_url").textValue()).isEqualTo(PageGateway.address(1));
    assertThat(edge.journal().persistedInStorage("Order|" + order))
        .filteredOn(OrderEvent.PaymentPageOpened.class::isInstance)
        .hasSize(1);
  }

  @Test
  void aPageThatComesAfterTheCancellationIsNotHandedOut() {
    OrderId order = edge.placed().order();
    gateway.waitForTheTest();
    CompletableFuture<EdgeClient.Answer> answer = payAsync(order);
    await().until(() -> gateway.asked() == 1);
    assertThat(edge.cancel(order).status()).isEqualTo(200);

    gateway.answer(0);

    assertProblem(answer.join(), 409, "order_cancelled");
    assertThat(answer.join().text()).doesNotContain(PageGateway.address(0));
    assertThat(edge.order(order).payments()).extracting(PaymentAttempt::page).containsOnlyNulls();
    assertProblem(edge.pay(order, KEY, "qris"), 409, "order_cancelled");
    assertThat(gateway.asked()).as("no new page for a cancelled order").isEqualTo(1);
  }

  @Test
  void afterTheEndARepetitionIsToldWhereTheOrderStands() {
    OrderId cancelled = edge.placed().order();
    edge.pay(cancelled, KEY, "qris");
    edge.cancel(cancelled);
    OrderId expired = edge.placed(Duration.ofSeconds(1)).order();
    edge.pay(expired, KEY, "qris");
    await().until(() -> edge.order(expired).status() == OrderView.Status.EXPIRED);
    int before = gateway.asked();

    assertProblem(edge.pay(cancelled, KEY, "qris"), 409, "order_cancelled");
    assertProblem(edge.pay(expired, KEY, "qris"), 410, "hold_expired");
    assertThat(gateway.asked()).isEqualTo(before);
  }

  @Test
  void aLostAnswerIsAskedForAgainUnderTheSameAttempt() {
    OrderId order = edge.placed().order();
    gateway.waitForTheTest();
    CompletableFuture<EdgeClient.Answer> lost = payAsync(order);
    await().until(() -> gateway.asked() == 1);
    gateway.lose(0);
    assertProblem(lost.join(), 503, "gateway_unavailable");
    gateway.answerAtOnce();

    EdgeClient.Answer again = edge.pay(order, KEY, "qris");

    assertThat(again.json().get("redirect_url").textValue()).isEqualTo(PageGateway.address(1));
    assertThat(edge.pay(order, KEY, "qris").text()).isEqualTo(again.text());
    assertThat(edge.order(order).payments()).hasSize(1);
  }

  @Test
  void theOwnerFindsThePageInTheOrderWhileItCanBePaid() {
    OrderId order = edge.placed().order();
    edge.pay(order, KEY, "qris");

    JsonNode open = edge.get("/v1/orders/" + order).json().at("/payments/0");
    assertThat(open.get("redirect_url").textValue()).isEqualTo(PageGateway.address(0));
    assertThat(open.get("expires_at").textValue()).isEqualTo("2099-01-01T00:00:00Z");

    edge.cancel(order);
    JsonNode ended = edge.get("/v1/orders/" + order).json().at("/payments/0");
    assertThat(ended.get("redirect_url").isNull()).isTrue();
    assertThat(ended.get("expires_at").isNull()).isTrue();
  }

  @Test
  void aMethodThatDoesNotTakeTheAmountNamesThoseThatDo() {
    var small = new TestGateway("small", "cash").taking(new AmountRange(1, PayingEdge.PRICE - 1));
    var large =
        new TestGateway("large", "wire").taking(new AmountRange(PayingEdge.PRICE + 1, 999_999));
    try (var several = PayingEdge.with(List.of(small, large, gateway))) {
      OrderId order = several.placed().order();

      EdgeClient.Answer tooHigh = several.pay(order, KEY, "cash");
      EdgeClient.Answer tooLow = several.pay(order, KEY, "wire");

      assertProblem(tooHigh, 409, "amount_too_high");
      assertThat(tooHigh.json().get("maximum").longValue()).isEqualTo(PayingEdge.PRICE - 1);
      assertThat(tooHigh.json().get("methods")).hasSize(2);
      assertThat(tooHigh.json().at("/methods/0").textValue()).isEqualTo("qris");
      assertProblem(tooLow, 409, "amount_too_low");
      assertThat(tooLow.json().get("minimum").longValue()).isEqualTo(PayingEdge.PRICE + 1);
      assertThat(several.order(order).payments()).isEmpty();
      assertThat(several.pay(order, KEY, "qris").status()).isEqualTo(201);
    }
  }

  private CompletableFuture<EdgeClient.Answer> payAsync(OrderId order) {
    return edge.postAsync(
        "/v1/orders/" + order + "/payments",
        "{\"method\":\"qris\"}".getBytes(StandardCharsets.UTF_8),
        "Idempotency-Key",
        KEY,
        "Content-Type",
        "application/json");
  }
}
