package id.kuota.http.edge.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.http.edge.identity.ApiClients;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.BuyerPolicy;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.server.CrossOrigin;
import id.kuota.http.edge.server.EdgePolicy;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderRoutesTest {

  private static final String BODY =
      """
      {"sale":"coldplay-jakarta-2023","buyer":"ani@example.com","lines":[{"offer":"cat1","quantity":2}]}
      """;

  private static final StubEngine ENGINE = new StubEngine();
  private static final OrderIds IDS = new OrderIds(new ServerSecret(RunningEdge.SECRET));
  private static final OrderId ORDER =
      IDS.of(
          new BuyerKeys(new ServerSecret(RunningEdge.SECRET)).of("ani@example.com"),
          "key-1-0123456789abcde");

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge = RunningEdge.start(ENGINE.engine());
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @BeforeEach
  void forget() {
    ENGINE.placings.clear();
    ENGINE.commands.clear();
    ENGINE.answerOrder(Samples.held(ORDER), false);
  }

  @Test
  void aPlacedOrderIsCreatedWithItsAddressAndPrices() {
    EdgeClient.Answer answer = place(BODY, "\"key-1-0123456789abcde\"");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/v1/orders/" + ORDER);
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    assertThat(answer.header("Idempotent-Replayed")).isEmpty();
    JsonNode order = answer.json();
    assertThat(order.path("id").asText()).isEqualTo(ORDER.value());
    assertThat(order.path("status").asText()).isEqualTo("held");
    assertThat(order.path("total").asLong()).isEqualTo(11_510_000);
    assertThat(order.path("placed_at").asText()).isEqualTo("2026-11-21T02:58:20Z");
    assertThat(order.path("seconds_left").asLong()).isEqualTo(900);
    assertThat(order.path("ended_at").isNull()).isTrue();
    assertThat(order.at("/lines/0/charges/0/kind").asText()).isEqualTo("tax");
    assertThat(order.at("/lines/0/charges/0/amount").asLong()).isEqualTo(1_500_000);
    assertThat(order.at("/lines/0/unit_face").asLong()).isEqualTo(5_000_000);
  }

  @Test
  void theBuyerIsHashedAndOnePersonIsOneBuyer() {
    place(BODY, "\"key-1-0123456789abcde\"");
    place(BODY.replace("ani@example.com", " ANI@Example.com "), "key-1-0123456789abcde");

    assertThat(ENGINE.placings).hasSize(2);
    assertThat(ENGINE.placings.get(0)).isEqualTo(ENGINE.placings.get(1));
    assertThat(ENGINE.placings.get(0).order()).isEqualTo(ORDER);
    assertThat(ENGINE.placings.get(0).wanted().toString()).doesNotContain("ani");
  }

  @Test
  void aRequestIsRepeatedOnlyByTheClientThatSentItFirst() {
    var policy =
        new EdgePolicy(
            BuyerPolicy.DEFAULT, new ApiClients(Optional.of("X-Shop")), CrossOrigin.PUBLIC_ONLY);
    String key = "key-1-0123456789abcde";
    try (RunningEdge told = RunningEdge.start(ENGINE.engine(), policy)) {
      var shops = told.client();
      for (String shop : List.of("one", "one", "two")) {
        shops.post("/v1/orders", BODY, "Idempotency-Key", key, "X-Shop", shop);
      }
      assertThat(ENGINE.placings).hasSize(3);
      assertThat(ENGINE.placings.get(0)).isEqualTo(ENGINE.placings.get(1));
      assertThat(ENGINE.placings.get(0).order()).isNotEqualTo(ENGINE.placings.get(2).order());
      assertThat(ENGINE.placings.get(0).wanted()).isEqualTo(ENGINE.placings.get(2).wanted());
      EdgeClient.Answer unnamed = shops.post("/v1/orders", BODY, "Idempotency-Key", key);
      assertThat(unnamed.code()).isEqualTo("validation_failed");
      assertThat(unnamed.json().at("/errors/0/header").asText()).isEqualTo("X-Shop");
      assertThat(ENGINE.placings).hasSize(3);
    }
  }

  @Test
  void otherContentHasAnotherFingerprintButTheSameOrder() {
    place(BODY, "key-1-0123456789abcde");
    place(BODY.replace("\"quantity\":2", "\"quantity\":3"), "key-1-0123456789abcde");

    assertThat(ENGINE.placings.get(1).order()).isEqualTo(ENGINE.placings.get(0).order());
    assertThat(ENGINE.placings.get(1).wanted().fingerprint())
        .isNotEqualTo(ENGINE.placings.get(0).wanted().fingerprint());
  }

  @Test
  void aReplayIsTheSameByteForByteWithAMark() {
    EdgeClient.Answer first = place(BODY, "key-1-0123456789abcde");
    ENGINE.answerOrder(Samples.paid(ORDER), true); // Paid in the meantime.
    EdgeClient.Answer again = place(BODY, "key-1-0123456789abcde");

    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.raw().body()).isEqualTo(first.raw().body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource({
    "KEY_REUSED, 422, idempotency_key_reused, ''",
    "IN_PROGRESS, 409, idempotency_in_progress, 1",
    "SALE_UNKNOWN, 404, sale_not_found, ''",
    "SALE_NOT_OPEN, 409, sale_not_open, ''",
    "SALE_ENDED, 409, sale_ended, ''",
    "OVERLOADED, 503, overloaded, 2",
    "UNANSWERED, 503, outcome_unknown, 1",
    "SOLD_OUT, 409, sold_out, ''",
  })
  void aRefusalIsItsProblem(OrderRefusal refusal, int status, String code, String retryAfter) {
    ENGINE.refuseOrders(OrderRefused.of(refusal));

    EdgeClient.Answer answer = place(BODY, "key-1-0123456789abcde");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Retry-After")).isEqualTo(retryAfter);
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/" + code);
    assertThat(answer.json().path("instance").asText()).isEqualTo("/v1/orders");
  }

  @Test
  void takenForNowPointsAtTheLinesAndSaysWhenToComeBack() {
    ENGINE.refuseOrders(new OrderRefused(OrderRefusal.TAKEN_FOR_NOW, List.of(0, 2), 0L));

    EdgeClient.Answer answer = place(BODY, "key-1-0123456789abcde");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("temporarily_unavailable");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 10);
    assertThat(answer.json().at("/errors/1/pointer").asText()).isEqualTo("/lines/2");
    assertThat(answer.json().at("/errors/1/code").asText()).isEqualTo("temporarily_unavailable");
  }

  @Test
  void thePurchaseLimitSaysWhatIsStillAllowed() {
    ENGINE.refuseOrders(new OrderRefused(OrderRefusal.PURCHASE_LIMIT, List.of(0), 1L));

    EdgeClient.Answer answer = place(BODY, "key-1-0123456789abcde");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("purchase_limit_reached");
    assertThat(answer.json().path("allowed").asLong()).isEqualTo(1);
  }

  @Test
  void anUnknownOfferIsAFaultOfItsLine() {
    ENGINE.refuseOrders(new OrderRefused(OrderRefusal.OFFER_UNKNOWN, List.of(0), null));

    EdgeClient.Answer answer = place(BODY, "key-1-0123456789abcde");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("validation_failed");
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/lines/0/offer");
  }

  @Test
  void anAnswerThatTakesTooLongIsUnknownNotFailed() {
    ENGINE.onOrder = order -> CompletableFuture.failedFuture(new TimeoutException("internal text"));

    EdgeClient.Answer answer = place(BODY, "key-1-0123456789abcde");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("outcome_unknown");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.text()).doesNotContain("internal text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\"a\"b\"", "a b", "\"a b\"", "\"\"", "a\"b", "\"a\\\""})
  void aKeyOfAnotherFormIsMalformed(String key) {
    EdgeClient.Answer answer = place(BODY, key);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("idempotency_key_malformed");
    assertThat(ENGINE.placings).isEmpty();
  }

  @Test
  void twoKeysAreNotOne() {
    EdgeClient.Answer answer =
        client.post(
            "/v1/orders",
            BODY,
            "Idempotency-Key",
            "one-0123456789abcde",
            "Idempotency-Key",
            "two-0123456789abcde");

    assertThat(answer.code()).isEqualTo("idempotency_key_malformed");
    assertThat(ENGINE.placings).isEmpty();
  }

  @Test
  void aKeyIsRequired() {
    assertThat(client.post("/v1/orders", BODY).code()).isEqualTo("idempotency_key_missing");
    assertThat(client.act("/v1/orders/" + ORDER + "/cancel").code())
        .isEqualTo("idempotency_key_missing");
  }

  @Test
  void anOrderIsReadAsItIsNow() {
    ENGINE.answerOrder(Samples.paid(ORDER), true);

    EdgeClient.Answer answer = client.get("/v1/orders/" + ORDER);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    assertThat(answer.json().path("status").asText()).isEqualTo("paid");
    assertThat(answer.json().path("seconds_left").asLong()).isZero();
    assertThat(answer.json().path("tickets")).hasSize(2);
    assertThat(answer.json().at("/payments/0/status").asText()).isEqualTo("settled");
  }

  @Test
  void aHeldOrderCountsDownAndAnOwedRefundIsShown() {
    assertThat(client.get("/v1/orders/" + ORDER).json().path("seconds_left").asLong())
        .isEqualTo(800);

    ENGINE.answerOrder(Samples.refundDue(ORDER), true);
    JsonNode order = client.get("/v1/orders/" + ORDER).json();
    assertThat(order.path("status").asText()).isEqualTo("refund_due");
    assertThat(order.at("/refunds/0/reason").asText()).isEqualTo("paid_after_expiry");
    assertThat(order.at("/refunds/0/status").asText()).isEqualTo("due");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ord_", "nonsense", "ord_00000000000000000000000000000000", "%00", "a%2Fb"})
  void anInventedIdStartsNoEntity(String id) {
    ENGINE.onOrder =
        order -> {
          throw new AssertionError("asked for " + order);
        };

    assertThat(client.get("/v1/orders/" + id).status()).isEqualTo(404);
    assertThat(client.get("/v1/orders/" + id).code()).isEqualTo("order_not_found");
    assertThat(cancel(id).code()).isEqualTo("order_not_found");
  }

  @Test
  void cancellingAnswersTheOrderAndTwiceIsMarked() {
    EdgeClient.Answer answer = cancel(ORDER.value());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(ENGINE.commands).containsExactly(new OrderCommand.CancelOrder());
    ENGINE.answerOrder(Samples.held(ORDER), true);
    assertThat(cancel(ORDER.value()).header("Idempotent-Replayed")).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource({"ORDER_PAID, 409, order_paid", "HOLD_EXPIRED, 410, hold_expired"})
  void whatCannotBeCancelledSaysWhy(OrderRefusal refusal, int status, String code) {
    ENGINE.refuseOrders(OrderRefused.of(refusal));

    assertThat(cancel(ORDER.value()).status()).isEqualTo(status);
    assertThat(cancel(ORDER.value()).code()).isEqualTo(code);
  }

  private static EdgeClient.Answer place(String body, String key) {
    return client.post("/v1/orders", body, "Idempotency-Key", key);
  }

  private static EdgeClient.Answer cancel(String order) {
    return client.act("/v1/orders/" + order + "/cancel", "Idempotency-Key", "k-0123456789abcde");
  }
}
