package id.kuota.http.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * A few buyers that order one unit after the other through the balancer, and repeat with the key.
 */
final class ContainerBuyers {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BUYERS = 3;
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int CAPACITY = 100_000;
  private static final String SALE =
      """
      {"name":"Containers","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
       "closes_at":"2099-12-31T00:00:00Z","hold_seconds":3600,
       "quotas":[{"id":"hall","capacity":%d}],
       "offers":[{"id":"seat","name":"Seat","price":{"face":1000,"charges":[]},"quotas":["hall"]}]}"""
          .formatted(CAPACITY);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();
  private final String url;
  private final String operator;
  private final Map<String, String> orders = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final CopyOnWriteArrayList<String> unexpected = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  ContainerBuyers(String url, String operatorKey) {
    this.url = url;
    this.operator = "Bearer " + operatorKey;
  }

  void openSale(Duration patience) {
    repeat(
        patience,
        request("/v1/sales/it")
            .PUT(HttpRequest.BodyPublishers.ofString(SALE))
            .header("If-None-Match", "*"),
        status -> status == 201 || status == 412);
    repeat(
        patience,
        request("/v1/sales/it/open").POST(HttpRequest.BodyPublishers.noBody()),
        status -> status == 200);
  }

  void start() {
    for (int i = 0; i < BUYERS; i++) threads.add(Thread.ofVirtual().start(this::buy));
  }

  void awaitOrders(int least, Duration patience) {
    await().atMost(patience).until(() -> orders.size() >= least);
  }

  int placed() {
    return orders.size();
  }

  /** The orders in flight are answered first. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) thread.join();
  }

  /** Reads each acknowledged order back, and the quota, which must hold what they hold. */
  void assertNothingIsLostOrOversold() throws Exception {
    assertThat(unexpected).isEmpty();
    for (var order : orders.entrySet()) {
      JsonNode again = place(order.getKey());
      assertThat(again.path("id").asText()).isEqualTo(order.getValue());
    }
    JsonNode quota = JSON.readTree(send(request("/v1/quotas/it.hall").GET()).body());
    assertThat(quota.path("held").asLong()).as(quota.toString()).isEqualTo(orders.size());
    assertThat(quota.path("available").asLong()).isEqualTo(CAPACITY - (long) orders.size());
  }

  private void buy() {
    while (!stopped) {
      String key = "container-order-%08d".formatted(number.incrementAndGet());
      try {
        orders.put(key, place(key).path("id").asText());
      } catch (RuntimeException | AssertionError e) {
        unexpected.add(String.valueOf(e.getMessage()));
        return;
      }
    }
  }

  /** A lost answer, a 503 and a time-out mean: repeat with the key. */
  private JsonNode place(String key) {
    String body =
        """
        {"sale":"it","buyer":"%s@example.com","lines":[{"offer":"seat","quantity":1}]}"""
            .formatted(key);
    String answer =
        repeat(
            Duration.ofMinutes(2),
            request("/v1/orders")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)),
            status -> status == 201 || (status >= 400 && status < 500));
    try {
      JsonNode order = JSON.readTree(answer);
      assertThat(order.path("id").asText()).as(answer).startsWith("ord_");
      return order;
    } catch (IOException e) {
      throw new AssertionError(answer, e);
    }
  }

  private String repeat(Duration patience, HttpRequest.Builder request, IntPredicate definite) {
    return await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(300))
        .pollDelay(Duration.ZERO)
        .ignoreExceptions()
        .until(() -> send(request), answer -> definite.test(answer.statusCode()))
        .body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(ANSWER)
        .header("Authorization", operator)
        .header("Content-Type", "application/json");
  }
}
