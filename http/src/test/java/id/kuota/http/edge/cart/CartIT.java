package id.kuota.http.edge.cart;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.SharedNode;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.reconciliation.Reconciliation;
import id.kuota.persistence.reconciliation.ReconciliationReport;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Carts of a whole node on a real PostgreSQL, over a real port. */
final class CartIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @RegisterExtension static final SharedNode NODE = new SharedNode();

  private static EdgeClient client;

  @BeforeAll
  static void connect() {
    client = NODE.client();
  }

  @Test
  void aCartHoldsAtOnceAndItsOrderTakesOverWithoutLettingGo() {
    String sale = openSale("at_once", 100, 4, 900);
    String cart = open(sale, "ani@example.com");
    assertThat(client.get(cart).json().path("held").asBoolean()).isFalse();

    assertThat(put(cart, "seat", 2).status()).isEqualTo(200);
    assertThat(held(sale, "seat")).isEqualTo(2);
    assertThat(put(cart, "seat", 3).status()).isEqualTo(200);
    assertThat(put(cart, "bus", 1).status()).isEqualTo(200);
    assertThat(List.of(held(sale, "seat"), held(sale, "house"))).containsExactly(3L, 4L);
    awaitReconciled();

    EdgeClient.Answer refused = put(cart, "seat", 4);
    assertThat(refused.code()).isEqualTo("purchase_limit_reached");
    assertThat(refused.json().path("allowed").asLong()).isEqualTo(4);
    assertThat(put(cart, "seat", 1).status()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> held(sale, "seat") == 1 && held(sale, "house") == 2);

    long before = quota(sale, "seat").path("revision").asLong();
    EdgeClient.Answer placed = checkOut(cart);
    assertThat(placed.status()).isEqualTo(201);
    assertThat(List.of(held(sale, "seat"), held(sale, "house"))).containsExactly(1L, 2L);
    assertThat(quota(sale, "seat").path("revision").asLong())
        .as("one event moves the hold to the order")
        .isEqualTo(before + 1);
    JsonNode done = client.get(cart).json();
    assertThat(done.path("status").asText()).isEqualTo("checked_out");
    assertThat("/v1/orders/" + done.path("order").asText()).isEqualTo(placed.header("Location"));
    assertThat(put(cart, "seat", 2).code()).isEqualTo("cart_checked_out");
    awaitReconciled();

    EdgeClient.Answer again = checkOut(cart);
    assertThat(again.text()).isEqualTo(placed.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    payAndAwaitTickets(placed.header("Location"), 2);
    await().atMost(PATIENCE).until(() -> quota(sale, "seat").path("sold").asLong() == 1);
    assertThat(held(sale, "seat")).isZero();
    awaitReconciled();
  }

  @Test
  void ofTwoCartsOneHasTheLastUnit() {
    String sale = openSale("at_once", 1, 0, 900);
    List<String> carts = List.of(open(sale, "ani@example.com"), open(sale, "budi@example.com"));
    List<EdgeClient.Answer> answers = together(carts, cart -> put(cart, "seat", 1));
    assertThat(answers).extracting(EdgeClient.Answer::status).containsExactlyInAnyOrder(200, 409);
    String lucky = carts.get(answers.get(0).status() == 200 ? 0 : 1);
    String other = carts.get(answers.get(0).status() == 200 ? 1 : 0);
    assertThat(put(other, "seat", 1).code()).isEqualTo("temporarily_unavailable");
    assertThat(client.get(other).json().path("lines")).isEmpty();

    assertThat(client.send("DELETE", lucky + "/lines/seat", null).status()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> put(other, "seat", 1).status() == 200);
    assertThat(checkOut(other).status()).isEqualTo(201);
    assertThat(checkOut(lucky).code()).isEqualTo("cart_empty");
  }

  @Test
  void neitherReadingNorChangingProlongsACart() {
    String sale = openSale("at_once", 10, 0, 4);
    String cart = open(sale, "ani@example.com");
    EdgeClient.Answer first = put(cart, "seat", 2);
    String until = first.json().path("expires_at").asText();
    for (int i = 0; i < 5; i++) {
      assertThat(client.get(cart).json().path("expires_at").asText()).isEqualTo(until);
    }
    assertThat(put(cart, "seat", 5).json().path("expires_at").asText()).isEqualTo(until);
    assertThat(put(cart, "bus", 1).json().path("expires_at").asText()).isEqualTo(until);

    await()
        .atMost(PATIENCE)
        .until(() -> client.get(cart).json().path("status").asText().equals("expired"));
    JsonNode expired = client.get(cart).json();
    assertThat(expired.path("lines")).isEmpty();
    assertThat(expired.path("held").asBoolean()).isFalse();
    assertThat(put(cart, "seat", 1).code()).isEqualTo("cart_expired");
    assertThat(checkOut(cart).code()).isEqualTo("cart_expired");
    await().atMost(PATIENCE).until(() -> held(sale, "seat") == 0 && held(sale, "house") == 0);
    assertThat(quota(sale, "seat").path("available").asLong()).isEqualTo(10);
    awaitReconciled();
  }

  @Test
  void aCartThatHoldsNothingTakesItsUnitsAtCheckout() {
    String sale = openSale("at_checkout", 1, 0, 900);
    String ani = open(sale, "ani@example.com");
    String budi = open(sale, "budi@example.com");
    assertThat(put(ani, "seat", 1).json().path("held").asBoolean()).isFalse();
    assertThat(put(budi, "seat", 1).status()).isEqualTo(200);
    assertThat(held(sale, "seat")).isZero();
    assertThat(checkOut(ani).status()).isEqualTo(201);
    assertThat(held(sale, "seat")).isEqualTo(1);
    assertThat(checkOut(budi).code()).isEqualTo("temporarily_unavailable");
    assertThat(client.get(budi).json().path("status").asText()).isEqualTo("open");
    assertThat(client.send("DELETE", budi + "/lines/seat", null).status()).isEqualTo(200);
    assertThat(put(budi, "bus", 1).status()).isEqualTo(200);
    assertThat(checkOut(budi).status()).isEqualTo(201);
  }

  @Test
  void theLimitOfABuyerCountsCartsAndOrders() {
    String sale = openSale("at_once", 10, 3, 900);
    String cart = open(sale, "ani@example.com");
    assertThat(put(cart, "seat", 2).status()).isEqualTo(200);
    assertThat(place(sale, "ani@example.com", 2).code()).isEqualTo("purchase_limit_reached");
    assertThat(place(sale, "ani@example.com", 1).status()).isEqualTo(201);
    EdgeClient.Answer refused = put(cart, "seat", 3);
    assertThat(refused.code()).isEqualTo("purchase_limit_reached");
    assertThat(refused.json().path("allowed").asLong()).isEqualTo(3);
    assertThat(client.get(cart).json().at("/lines/0/quantity").asInt()).isEqualTo(2);
    assertThat(checkOut(cart).status()).isEqualTo(201);
  }

  @Test
  void aHundredCartsShareTenUnits() {
    String sale = openSale("at_once", 10, 0, 900);
    var carts = new ArrayList<String>();
    for (int i = 0; i < 100; i++) carts.add(open(sale, "buyer-" + i));
    List<Boolean> lucky =
        together(
            carts,
            cart ->
                insisting(() -> put(cart, "seat", 1)).status() == 200
                    && checkOut(cart).status() == 201);
    assertThat(lucky).filteredOn(isLucky -> isLucky).hasSize(10);
    assertThat(held(sale, "seat")).isEqualTo(10);
    awaitReconciled();
  }

  private static String openSale(String holds, int seats, int unitsPerBuyer, int holdSeconds) {
    String address = "/v1/sales/carts-" + NUMBER.incrementAndGet();
    String terms =
        """
        {"name":"Carts","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
         "closes_at":"2090-01-01T00:00:00Z","hold_seconds":%d,"units_per_buyer":%d,"cart_holds":"%s",
         "quotas":[{"id":"seat","capacity":%d},{"id":"house","capacity":1000}],
         "offers":[{"id":"seat","name":"Seat","price":{"face":5000000},"quotas":["seat","house"]},
                   {"id":"bus","name":"Bus","price":{"face":1000},"quotas":["house"]}]}
        """
            .formatted(holdSeconds, unitsPerBuyer, holds, seats);
    insisting(() -> client.put(address, terms, operator()));
    insisting(() -> client.act(address + "/open", operator()));
    String sale = address.substring("/v1/sales/".length());
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                quotaAnswer(sale, "seat").status() == 200
                    && quotaAnswer(sale, "house").status() == 200);
    assertThat(client.get(address).json().path("cart_holds").asText()).isEqualTo(holds);
    return sale;
  }

  private static String open(String sale, String buyer) {
    String body = "{\"sale\":\"%s\",\"buyer\":\"%s\"}".formatted(sale, buyer);
    EdgeClient.Answer opened =
        insisting(
            () -> client.post("/v1/carts", body, "Idempotency-Key", sale + "-cart-0123456789"));
    assertThat(opened.status()).isEqualTo(201);
    return opened.header("Location");
  }

  private static EdgeClient.Answer put(String cart, String offer, int quantity) {
    return client.put(cart + "/lines/" + offer, "{\"quantity\":" + quantity + "}");
  }

  private static EdgeClient.Answer checkOut(String cart) {
    return insisting(
        () -> client.act(cart + "/checkout", "Idempotency-Key", "checkout-0123456789abcde"));
  }

  private static EdgeClient.Answer place(String sale, String buyer, int quantity) {
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"seat\",\"quantity\":%d}]}"
            .formatted(sale, buyer, quantity);
    return insisting(
        () ->
            client.post(
                "/v1/orders", body, "Idempotency-Key", "order-0123456789abcde-" + quantity));
  }

  private static void payAndAwaitTickets(String order, int tickets) {
    EdgeClient.Answer started =
        client.post(
            order + "/payments",
            "{\"method\":\"instant\"}",
            "Idempotency-Key",
            "pay-0123456789abcde");
    assertThat(started.status()).isEqualTo(201);
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(order).json().path("tickets").size() == tickets);
  }

  /**
   * All at the same time, each on a thread of its own: the node of this test runs in the same JVM,
   * and a caller that blocked the shared threads would wait for itself.
   */
  private static <T> List<T> together(List<String> carts, Function<String, T> each) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return carts.stream()
          .map(cart -> CompletableFuture.supplyAsync(() -> each.apply(cart), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  /** As a client shall: an unknown outcome is asked for again. */
  private static EdgeClient.Answer insisting(Supplier<EdgeClient.Answer> request) {
    return await()
        .atMost(PATIENCE)
        .until(
            request::get, answer -> answer.status() != 503 && !answer.text().contains("cart_busy"));
  }

  private static long held(String sale, String quota) {
    return quota(sale, quota).path("held").asLong();
  }

  private static JsonNode quota(String sale, String quota) {
    return quotaAnswer(sale, quota).json();
  }

  private static EdgeClient.Answer quotaAnswer(String sale, String quota) {
    return client.get("/v1/quotas/" + sale + "." + quota, operator());
  }

  /** Carts are known as owners of what they hold: nothing differs, and nothing is in motion. */
  private static void awaitReconciled() {
    await().atMost(PATIENCE).untilAsserted(CartIT::assertReconciled);
  }

  private static void assertReconciled() throws SQLException {
    try (var opened = Database.open(NODE.database())) {
      ReconciliationReport report =
          new Reconciliation(opened.dataSource(), Clock.systemUTC()).run(quota -> Optional.empty());
      assertThat(report.isClean()).as(report.render()).isTrue();
      assertThat(report.inMotion().isEmpty()).as(report.render()).isTrue();
    }
  }
}
