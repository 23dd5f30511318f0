package id.kuota.http.telemetry;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.SharedNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Prometheus reads of a whole node that sells: orders, holds, money, journal, lease. */
final class SellingMetricsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PRICE = 5_755_000;
  private static final String SETTLED = "kuota_hold_to_settle_seconds_count";

  @RegisterExtension static final SharedNode NODE = new SharedNode();

  private static EdgeClient client;
  private static Scraped before;
  private static Scraped after;

  /** Of five orders one is paid, one is cancelled, one expires, two are refused. */
  @BeforeAll
  static void sell() {
    client = NODE.client();
    open("metrics-sale", 3, 900);
    open("metrics-short-sale", 1, 2);
    before = Scraped.now();

    String paid = place("metrics-sale", "ani", 2);
    String cancelled = place("metrics-sale", "budi", 1);
    String expired = place("metrics-short-sale", "citra", 1);
    assertThat(order("metrics-sale", "dewi", 4).code()).isEqualTo("sold_out");
    assertThat(order("no-such-sale", "eko", 1).code()).isEqualTo("sale_not_found");
    client.post(
        paid + "/payments", "{\"method\":\"instant\"}", "Idempotency-Key", "pay-0123456789abcdef");
    client.act(cancelled + "/cancel", "Idempotency-Key", "cancel-0123456789abcdef");
    awaitStatus(paid, "paid");
    awaitStatus(cancelled, "cancelled");
    awaitStatus(expired, "expired");
    awaitQuota("metrics-sale", 2, 1);
    awaitQuota("metrics-short-sale", 0, 1);
    after =
        await() // The order hears of the settlement a moment after the quota has written it.
            .atMost(PATIENCE)
            .until(
                Scraped::now,
                now ->
                    now.value(SETTLED, "") - before.count(SETTLED, "") == 1
                        && now.value("kuota_quota_batches_in_flight", "") == 0
                        && gaugesAreRead(now));
  }

  @Test
  void ordersAreCountedByWhatBecameOfThem() {
    assertThat(
            List.of("placed", "paid", "expired", "cancelled", "refused").stream()
                .map(outcome -> more("kuota_orders_total", "outcome=\"" + outcome + "\"")))
        .containsExactly(3.0, 1.0, 1.0, 1.0, 2.0);
  }

  @Test
  void holdsAreCountedByWhatBecameOfThem() {
    assertThat(
            List.of("granted", "settled", "released", "expired", "returned").stream()
                .map(outcome -> more("kuota_holds_total", "outcome=\"" + outcome + "\"")))
        .containsExactly(3.0, 1.0, 1.0, 1.0, 0.0);
    assertThat(more("kuota_holds_total", "outcome=\"refused\""))
        .as("the node may refuse without the quota")
        .isBetween(0.0, 1.0);
  }

  @Test
  void moneyIsCountedWithItsTimes() {
    assertThat(more("kuota_money_payments_total", "currency=\"IDR\"")).isOne();
    assertThat(more("kuota_money_volume_total", "currency=\"IDR\"")).isEqualTo(2.0 * PRICE);
    assertThat(more("kuota_money_processing_seconds_count", "")).isOne();
    assertThat(more("kuota_paid_to_ticket_seconds_count", "")).isOne();
    assertThat(more("kuota_paid_to_ticket_seconds_sum", "")).isBetween(0.0, 60.0);
  }

  @Test
  void batchesAndFlushesAreMeasured() {
    double batches = more("kuota_quota_batch_size_count", "");
    assertThat(batches).isGreaterThanOrEqualTo(6);
    assertThat(more("kuota_quota_batch_wait_seconds_count", "")).isEqualTo(batches);
    double flushes = more("kuota_journal_flush_rows_count", "");
    assertThat(flushes).isPositive();
    assertThat(more("kuota_journal_flush_seconds_count", "")).isEqualTo(flushes);
    assertThat(more("kuota_journal_flush_rows_sum", "")).isGreaterThanOrEqualTo(10);
    assertThat(more("kuota_journal_wait_seconds_count", "")).isEqualTo(flushes);
    assertSoftly(
        softly -> {
          softly.assertThat(after.value("kuota_journal_queue", "")).isZero();
          softly.assertThat(more("kuota_journal_conflicts_total", "")).isZero();
          softly.assertThat(more("kuota_journal_failures_total", "")).isZero();
          softly.assertThat(more("kuota_journal_fenced_total", "")).isZero();
        });
  }

  @Test
  void projectionsAndTheLeaseReport() {
    for (String projection : List.of("orders", "sales", "wake")) {
      String label = "projection=\"" + projection + "\"";
      assertThat(more("kuota_projection_events_total", label)).isGreaterThanOrEqualTo(10);
      assertThat(after.value("kuota_projection_stopped", label)).isZero();
      assertThat(after.value("kuota_projection_lag_seconds", label)).isBetween(0.0, 30.0);
    }
    assertThat(after.value("kuota_lease_epoch", "")).isPositive();
    assertThat(after.value("kuota_lease_remaining_seconds", "")).isBetween(0.0, 2.5);
    assertThat(more("kuota_lease_renewals_total", "outcome=\"renewed\"")).isPositive();
    assertThat(after.value("kuota_lease_renewals_total", "outcome=\"failed\"")).isNotNegative();
  }

  @Test
  void connectionsAreReportedByTheirUse() {
    for (String pool : List.of("writers", "recovery", "reads", "snapshots")) {
      for (String state : List.of("active", "idle", "awaited")) {
        assertThat(
                after.value(
                    "kuota_database_connections", "pool=\"" + pool + "\",state=\"" + state + "\""))
            .as("%s %s", pool, state)
            .isNotNegative();
      }
      assertThat(after.value("kuota_database_slow_statements_total", "pool=\"" + pool + "\""))
          .isNotNegative();
    }
    for (String pool : List.of("writers", "recovery", "reads")) {
      assertThat(more("kuota_database_connection_held_seconds_count", "pool=\"" + pool + "\""))
          .as(pool)
          .isPositive();
    }
  }

  @Test
  void entitiesAreCountedByTheirType() {
    assertThat(more("kuota_events_total", "entity=\"Order\"")).isGreaterThanOrEqualTo(9);
    assertThat(more("kuota_recovery_seconds_count", "entity=\"Order\"")).isGreaterThanOrEqualTo(3);
    assertThat(after.value("kuota_entities", "entity=\"Quota\"")).isGreaterThanOrEqualTo(2);
    assertThat(after.value("kuota_passivations_total", "entity=\"Order\"")).isNotNegative();
  }

  /** A gauge is 0 until it was read for the first time, up to five seconds after its beginning. */
  private static boolean gaugesAreRead(Scraped now) {
    return now.value("kuota_lease_epoch", "") > 0
        && now.value("kuota_lease_remaining_seconds", "") > 0
        && now.count("kuota_entities", "entity=\"Quota\"") >= 2;
  }

  private static double more(String name, String labels) {
    return after.value(name, labels) - before.count(name, labels);
  }

  private static void open(String sale, int capacity, int holdSeconds) {
    String terms =
        """
        {"name":"A sale","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
         "closes_at":"2090-01-01T00:00:00Z","hold_seconds":%d,"units_per_buyer":5,
         "quotas":[{"id":"cat1","capacity":%d}],
         "offers":[{"id":"cat1","name":"CAT 1","price":{"face":%d}}]}
        """
            .formatted(holdSeconds, capacity, PRICE);
    assertThat(client.put("/v1/sales/" + sale, terms, operator()).status()).isEqualTo(201);
    assertThat(client.act("/v1/sales/" + sale + "/open", operator()).status()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .until(() -> client.get("/v1/quotas/" + sale + ".cat1", operator()).status() == 200);
  }

  private static String place(String sale, String buyer, int quantity) {
    EdgeClient.Answer answer = order(sale, buyer, quantity);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.header("Location");
  }

  private static EdgeClient.Answer order(String sale, String buyer, int quantity) {
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":%d}]}"
            .formatted(sale, buyer, quantity);
    return client.post(
        "/v1/orders", body, "Idempotency-Key", "order-of-" + buyer + "-in-the-metrics-test");
  }

  private static void awaitStatus(String order, String status) {
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(order).json().path("status").asText().equals(status));
  }

  private static void awaitQuota(String sale, int sold, int available) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var quota = client.get("/v1/quotas/" + sale + ".cat1", operator()).json();
              return quota.path("sold").asInt() == sold
                  && quota.path("available").asInt() == available;
            });
  }
}
