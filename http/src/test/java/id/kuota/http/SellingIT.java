package id.kuota.http;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.SharedNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole node on a real PostgreSQL, as its users see it: everything over HTTP. */
final class SellingIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @RegisterExtension static final SharedNode NODE = new SharedNode();

  private static EdgeClient client;

  @BeforeAll
  static void connect() {
    client = NODE.client();
  }

  @Test
  void anOrderLivesFromHoldToTickets() {
    String sale = openSale(100, 0, 900);
    String body = body(sale, "ani@example.com", "cat1", 2);

    EdgeClient.Answer placed = place(body, "\"life\"");
    assertThat(placed.status()).isEqualTo(201);
    assertThat(placed.json().path("total").asLong()).isEqualTo(11_510_000);
    String order = placed.header("Location");

    EdgeClient.Answer replay = place(body.replace("ani@example.com", " Ani@Example.com"), "life");
    assertThat(replay.raw().body()).isEqualTo(placed.raw().body());
    assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(place(body.replace(":2}", ":3}"), "life").code())
        .isEqualTo("idempotency_key_reused");
    assertThat(available(sale)).isEqualTo(98);

    EdgeClient.Answer started = pay(order, "instant", "pay");
    assertThat(started.status()).isEqualTo(201);
    await().atMost(PATIENCE).until(() -> status(order).equals("paid"));
    JsonNode paid = client.get(order).json();
    assertThat(paid.path("tickets")).hasSize(2);
    assertThat(paid.path("seconds_left").asLong()).isZero();

    assertThat(cancel(order).code()).isEqualTo("order_paid");
    assertThat(pay(order, "qris", "again").code()).isEqualTo("order_paid");
    assertThat(place(body, "life").raw().body())
        .as("the same answer, also after it was paid")
        .isEqualTo(placed.raw().body());

    await().atMost(PATIENCE).until(() -> quota(sale).path("sold").asLong() == 2);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              EdgeClient.Answer report = client.get("/v1/sales/" + sale + "/report", operator());
              assertThat(report.status()).isEqualTo(200);
              assertThat(report.json().at("/orders/paid").asLong()).isEqualTo(1);
              assertThat(report.json().at("/orders/revenue").asLong()).isEqualTo(11_510_000);
              assertThat(report.json().at("/quotas/0/sold").asLong()).isEqualTo(2);
            });
  }

  @Test
  void aCancelledOrderGivesItsUnitsBackOnce() {
    String sale = openSale(5, 0, 900);
    String order = place(body(sale, "budi", "cat1", 5), "c").header("Location");
    assertThat(place(body(sale, "citra", "cat1", 1), "c").code())
        .isEqualTo("temporarily_unavailable");

    EdgeClient.Answer cancelled = cancel(order);
    assertThat(cancelled.json().path("status").asText()).isEqualTo("cancelled");
    assertThat(cancel(order).header("Idempotent-Replayed")).isEqualTo("true");

    await().atMost(PATIENCE).until(() -> available(sale) == 5);
    assertThat(placeInsisting(body(sale, "citra", "cat1", 5), "d").status()).isEqualTo(201);
    assertThat(pay(order, "qris", "p").code()).isEqualTo("order_cancelled");
  }

  @Test
  void aBuyerHasALimitOverAllOrders() {
    String sale = openSale(100, 3, 900);
    assertThat(place(body(sale, "dewi", "cat1", 2), "1").status()).isEqualTo(201);

    EdgeClient.Answer refused = place(body(sale, "DEWI", "cat1", 2), "2");

    assertThat(refused.code()).isEqualTo("purchase_limit_reached");
    assertThat(refused.json().path("allowed").asLong()).as("the limit of the sale").isEqualTo(3);
    assertThat(place(body(sale, "dewi", "cat1", 1), "3").status()).isEqualTo(201);
    assertThat(place(body(sale, "eko", "cat1", 3), "1").status()).isEqualTo(201);
  }

  @Test
  void twoLinesOnOneOfferAreAddedAndAnOrderIsAllOrNothing() {
    String sale = openSale(3, 0, 900);
    String twice =
        """
        {"sale":"%s","buyer":"fitri","lines":[{"offer":"cat1","quantity":2},{"offer":"cat1","quantity":2}]}
        """
            .formatted(sale);
    EdgeClient.Answer refused = place(twice, "1");
    assertThat(refused.code()).isEqualTo("sold_out");
    assertThat(refused.json().path("errors")).hasSize(2);

    String both =
        """
        {"sale":"%s","buyer":"fitri","lines":[{"offer":"cat2","quantity":1},{"offer":"cat1","quantity":4}]}
        """
            .formatted(sale);
    assertThat(place(both, "2").json().at("/errors/0/pointer").asText()).isEqualTo("/lines/1");
    await().atMost(PATIENCE).until(() -> quota(sale, "cat2").path("available").asLong() == 1_000);
    assertThat(quota(sale, "cat2").path("held").asLong()).isZero();
  }

  @Test
  void manyAtTheSameMomentGetNoMoreThanThereIs() throws Exception {
    String sale = openSale(20, 0, 900);
    List<EdgeClient.Answer> answers =
        atOnce(60, i -> placeInsisting(body(sale, "buyer-" + i, "cat1", 1), "k"));

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(20);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("temporarily_unavailable"));
    assertThat(quota(sale).path("held").asLong()).isEqualTo(20);
    assertThat(available(sale)).isZero();
  }

  @Test
  void theSameRequestManyTimesAtOnceIsOneOrder() throws Exception {
    String sale = openSale(100, 0, 900);
    String body = body(sale, "gita", "cat1", 1);
    List<EdgeClient.Answer> answers = atOnce(30, i -> place(body, "same"));

    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer.status() == 201 ? "placed" : answer.code())
                    .isIn("placed", "idempotency_in_progress", "outcome_unknown"));
    byte[] placed = placeInsisting(body, "same").raw().body();
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 201)
        .allSatisfy(answer -> assertThat(answer.raw().body()).isEqualTo(placed));
    assertThat(quota(sale).path("held").asLong()).isEqualTo(1);
  }

  @Test
  void anOrderThatIsNotPaidExpiresAndItsUnitsComeBack() {
    String sale = openSale(2, 0, 2);
    String order = placeInsisting(body(sale, "hadi", "cat1", 2), "x").header("Location");

    await().atMost(PATIENCE).until(() -> status(order).equals("expired"));

    assertThat(cancel(order).status()).isEqualTo(410);
    assertThat(pay(order, "qris", "p").code()).isEqualTo("hold_expired");
    await().atMost(PATIENCE).until(() -> available(sale) == 2);
  }

  @Test
  void aSaleThatDoesNotSellSaysSoAndStillKnowsItsOrders() {
    String sale = openSale(10, 0, 900);
    String body = body(sale, "indah", "cat1", 1);
    EdgeClient.Answer placed = place(body, "before");

    client.act("/v1/sales/" + sale + "/pause", operator());
    assertThat(place(body, "after").code()).isEqualTo("sale_not_open");
    client.act("/v1/sales/" + sale + "/close", operator());
    assertThat(place(body, "after").code()).isEqualTo("sale_ended");
    assertThat(client.act("/v1/sales/" + sale + "/open", operator()).code())
        .isEqualTo("sale_closed");
    assertThat(place(body, "before").raw().body()).isEqualTo(placed.raw().body());
  }

  @Test
  void termsAreReplacedOnlyWithTheirRevision() {
    String sale = openSale(10, 0, 900);
    String address = "/v1/sales/" + sale;
    String terms = terms(10, 0, 60);
    String etag = client.get(address).header("ETag");

    assertThat(client.put(address, terms, operator()).status()).isEqualTo(428);
    assertThat(client.put(address, terms, operator("If-Match", "\"1\"")).status()).isEqualTo(412);
    assertThat(client.put(address, terms, operator("If-None-Match", "*")).status()).isEqualTo(412);
    EdgeClient.Answer replaced = client.put(address, terms, operator("If-Match", etag));
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().path("revision").asLong()).isEqualTo(3);
    assertThat(client.put(address, terms, operator("If-Match", etag)).status()).isEqualTo(412);
    assertThat(client.get(address, "If-None-Match", replaced.header("ETag")).status())
        .isEqualTo(304);
    assertThat(client.put(address, terms(11, 0, 60), operator("If-Match", "*")).code())
        .isEqualTo("quota_capacity_differs");
  }

  @Test
  void aCapacityIsChangedAndNotBelowUseUnlessForced() {
    String sale = openSale(10, 0, 900);
    place(body(sale, "joko", "cat1", 6), "k");
    String address = "/v1/quotas/" + sale + ".cat1/capacity";

    assertThat(client.post(address, "{\"capacity\":5,\"reason\":\"less\"}", operator()).code())
        .isEqualTo("capacity_below_use");
    JsonNode forced =
        client
            .post(address, "{\"capacity\":5,\"reason\":\"less\",\"force\":true}", operator())
            .json();
    assertThat(forced.path("available").asLong()).isEqualTo(-1);
    assertThat(forced.path("capacity_reason").asText()).isEqualTo("less");
    await().atMost(PATIENCE).until(() -> available(sale) == 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"sale\":\"%s\",\"buyer\":\"kiki\",\"lines\":[{\"offer\":\"nope\",\"quantity\":1}]} | /lines/0/offer",
        "{\"sale\":\"%s\",\"buyer\":\"kiki\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":2147483648}]} | /lines/0/quantity",
        "{\"sale\":\"%s\",\"buyer\":\"kiki\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1e400}]} | /lines/0/quantity",
        "{\"sale\":\"%s\",\"buyer\":\"ki\\u0000ki\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]} | /buyer",
        "{\"sale\":\"%s\",\"buyer\":\"kiki\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}],\"price\":1} | /price"
      })
  void aHostileBodyIsPointedAt(String body, String pointer) {
    String sale = openSale(10, 0, 900);

    EdgeClient.Answer answer = place(body.formatted(sale), "hostile");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void theListNamesTheSale() {
    String sale = openSale(10, 0, 900);

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                client
                    .get("/v1/sales?limit=200")
                    .json()
                    .path("data")
                    .findValuesAsText("id")
                    .contains(sale));
  }

  private static String openSale(int capacity, int unitsPerBuyer, int holdSeconds) {
    String sale = "sale-" + NUMBER.incrementAndGet();
    String address = "/v1/sales/" + sale;
    insisting(() -> client.put(address, terms(capacity, unitsPerBuyer, holdSeconds), operator()));
    insisting(() -> client.act(address + "/open", operator()));
    // A quota is opened right after its sale; an order that comes before it must retry.
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                client.get("/v1/quotas/" + sale + ".cat1", operator()).status() == 200
                    && client.get("/v1/quotas/" + sale + ".cat2", operator()).status() == 200);
    return sale;
  }

  private static String terms(int capacity, int unitsPerBuyer, int holdSeconds) {
    return """
        {"name":"A sale","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
         "closes_at":"2090-01-01T00:00:00Z","hold_seconds":%d,"units_per_buyer":%d,
         "quotas":[{"id":"cat1","capacity":%d},{"id":"cat2","capacity":1000}],
         "offers":[
           {"id":"cat1","name":"CAT 1","price":{"face":5000000,"charges":[
             {"kind":"tax","name":"Tax","percent":15},{"kind":"fee","name":"Fee","amount":5000}]}},
           {"id":"cat2","name":"CAT 2","price":{"face":1000000}}]}
        """
        .formatted(holdSeconds, unitsPerBuyer, capacity);
  }

  private static String body(String sale, String buyer, String offer, int quantity) {
    return """
        {"sale":"%s","buyer":"%s","lines":[{"offer":"%s","quantity":%d}]}
        """
        .formatted(sale, buyer, offer, quantity);
  }

  private static EdgeClient.Answer place(String body, String key) {
    String unguessable = key.replaceFirst("(\\w+)", "$1-of-the-selling-test");
    return client.post("/v1/orders", body, "Idempotency-Key", unguessable);
  }

  private static EdgeClient.Answer placeInsisting(String body, String key) {
    return insisting(() -> place(body, key));
  }

  private static EdgeClient.Answer pay(String order, String method, String key) {
    String body = "{\"method\":\"" + method + "\"}";
    return client.post(order + "/payments", body, "Idempotency-Key", key + "-of-the-selling-test");
  }

  private static EdgeClient.Answer cancel(String order) {
    return client.act(order + "/cancel", "Idempotency-Key", "cancel-0123456789abcde");
  }

  /** As a client shall: an unknown outcome is asked for again, with the same key. */
  private static EdgeClient.Answer insisting(Supplier<EdgeClient.Answer> request) {
    return await()
        .atMost(PATIENCE)
        .until(
            request::get,
            answer -> answer.status() != 503 && !answer.text().contains("idempotency_in_progress"));
  }

  private static String status(String order) {
    return client.get(order).json().path("status").asText();
  }

  private static long available(String sale) {
    return client
        .get("/v1/sales/" + sale + "/availability")
        .json()
        .at("/offers/0/available")
        .asLong();
  }

  private static JsonNode quota(String sale) {
    return quota(sale, "cat1");
  }

  private static JsonNode quota(String sale, String name) {
    return client.get("/v1/quotas/" + sale + "." + name, operator()).json();
  }

  private static List<EdgeClient.Answer> atOnce(int many, IntFunction<EdgeClient.Answer> request)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<EdgeClient.Answer>>();
      for (int i = 0; i < many; i++) {
        int number = i;
        asked.add(threads.submit(() -> request.apply(number)));
      }
      var answers = new ArrayList<EdgeClient.Answer>();
      for (Future<EdgeClient.Answer> answer : asked) answers.add(answer.get(60, TimeUnit.SECONDS));
      return answers;
    }
  }
}
