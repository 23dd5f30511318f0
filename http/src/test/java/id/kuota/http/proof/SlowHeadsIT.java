package id.kuota.http.proof;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.StartSteps;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RawClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Strangers hold thousands of connections with heads that never end, and ask for thousands of ids
 * that do not exist; buyers notice neither. {@code -Dslow.heads=10000 -Dstrange.ids=20000} makes it
 * as many.
 */
final class SlowHeadsIT {

  private static final int HEADS = Integer.getInteger("slow.heads", 2_000);
  private static final int ORDERS = 300;
  private static final int STRANGE_IDS = Integer.getInteger("strange.ids", 4_000);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static EmbeddedDatabase database;
  private static NodeSettings settings;
  private static Node node;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    database = EmbeddedDatabase.temporary();
    settings = ProofPorts.settings(database);
    node = Node.start(settings, StartSteps.SILENT);
    client = new EdgeClient(settings.httpPort());
    openSale();
  }

  @AfterAll
  static void stop() {
    node.close();
    database.close();
  }

  @Test
  void buyersAreAnsweredBesideSlowHeads() throws Exception {
    order(); // The first of all runs cold code.
    try (var heads = new SlowHeads(settings.httpPort(), HEADS)) {
      await().atMost(PATIENCE).until(() -> heads.sentAway() > HEADS / 2);
      var millis = new ArrayList<Long>();
      for (int i = 0; i < ORDERS; i++) millis.add(order());
      Collections.sort(millis);
      long p99 = millis.get(ORDERS * 99 / 100);
      System.getLogger("proof")
          .log(
              System.Logger.Level.INFO,
              "slow heads: {0}, sent away: {1}; orders: p50 {2} ms, p99 {3} ms",
              HEADS,
              heads.sentAway(),
              millis.get(ORDERS / 2),
              p99);
      assertThat(p99).isLessThan(1_000);
      EdgeClient.Answer ready =
          new RawClient(settings.managementPort())
              .send("GET /ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(ready.status()).as(ready.text()).isEqualTo(200);
    }
  }

  @Test
  void idsThatDoNotExistAreAnsweredAndLeaveNothing() {
    List<String> addresses =
        List.of(
            "/v1/sales/%s",
            "/v1/sales/%s/availability",
            "/v1/sales/%s/report",
            "/v1/sales/%s/history",
            "/v1/sales/%s/lists",
            "/v1/sales/%s/gates",
            "/v1/quotas/%s.cat1",
            "/v1/devices/dev_%s",
            "/v1/orders/ord_%s",
            "/v1/carts/crt_%s",
            "/tickets/%s");
    for (int i = 0; i < STRANGE_IDS; i++) {
      String id = UUID.randomUUID().toString().replace("-", "").replaceAll("[ilou]", "0");
      String address = addresses.get(i % addresses.size());
      String name = address.contains("dev_") ? id.substring(0, 26) : id;
      EdgeClient.Answer answer = client.get(address.formatted(name), operator());
      assertThat(answer.status()).as(address).isIn(404, 200);
    }
    assertThat(order()).isLessThan(1_000);
  }

  /** How long it took over a new connection, in milliseconds. */
  private static long order() {
    String body =
        "{\"sale\":\"slow\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}"
            .formatted(UUID.randomUUID());
    long began = System.nanoTime();
    EdgeClient.Answer placed =
        new RawClient(settings.httpPort())
            .send(
                """
                POST /v1/orders HTTP/1.1\r
                Host: a\r
                Idempotency-Key: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s"""
                    .formatted(UUID.randomUUID(), body.length(), body));
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  private static void openSale() {
    String terms =
        """
        {"name":"A sale","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
         "closes_at":"2090-01-01T00:00:00Z","hold_seconds":900,
         "quotas":[{"id":"cat1","capacity":100000}],
         "offers":[{"id":"cat1","name":"CAT 1","price":{"face":5000000}}]}
        """;
    await()
        .atMost(PATIENCE)
        .until(() -> client.put("/v1/sales/slow", terms, operator()).status() < 300);
    await()
        .atMost(PATIENCE)
        .until(() -> client.act("/v1/sales/slow/open", operator()).status() == 200);
  }
}
