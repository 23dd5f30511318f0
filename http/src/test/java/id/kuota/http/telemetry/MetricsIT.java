package id.kuota.http.telemetry;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.telemetry.Metric;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.SharedNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read of a whole node after an order was placed and paid, and a scan refused. */
final class MetricsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SERIES_MAX = 2_000;
  private static final String TERMS =
      """
      {"name":"Measured","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
       "closes_at":"2090-01-01T00:00:00Z","quotas":[{"id":"cat1","capacity":100}],
       "offers":[{"id":"cat1","name":"CAT 1","price":{"face":5000}}]}
      """;

  /** What one order, its payment and one scan make a node report, beside what it always does. */
  private static final List<List<String>> EXPECTED =
      List.of(
          List.of("kuota_build_info", "version="),
          List.of("kuota_log_events_total", "level=\"warn\""),
          List.of("kuota_admission_in_flight", "gate=\"orders\""),
          List.of("kuota_admission_limit", "gate=\"reads\"", "} 1000.0"),
          List.of("kuota_admission_waiting", "gate=\"turns\"", "} 0.0"),
          List.of("kuota_admission_refused_total", "gate=\"orders\""),
          List.of("kuota_orders_failed_total", "caller=\"buyer\""),
          List.of("kuota_orders_failed_total", "caller=\"api\""),
          List.of("kuota_payment_breaker_state", "gateway=\"fake\"", "} 0.0"),
          List.of("kuota_payment_calls_total", "method=\"create\"", "outcome=\"answered\""),
          List.of("kuota_payment_call_seconds_count", "gateway=\"fake\""),
          List.of("kuota_payment_notification_to_recorded_seconds_count", "gateway=\"fake\""),
          List.of("kuota_scans_total", "list=\"main\"", "outcome=\"invalid\""),
          List.of("kuota_refunds_owed "),
          List.of("kuota_refunds_owed_oldest_seconds "),
          List.of("kuota_gate_people_inside "),
          List.of("kuota_gate_devices_silent "),
          List.of("kuota_holds_overdue "),
          List.of("kuota_oversold_units ", " 0.0"),
          List.of("kuota_cluster_members", "status=\"up\"", "} 1.0"),
          List.of("kuota_cluster_members", "status=\"unreachable\"", "} 0.0"),
          List.of("kuota_shards{", "entity=\"Order\""),
          List.of("kuota_shards_moved_total", "entity=\"Order\""));

  @RegisterExtension static final SharedNode NODE = new SharedNode();

  private final EdgeClient client = NODE.client();
  private final HttpClient prometheus = HttpClient.newHttpClient();

  @Test
  void aNodeReportsWhatItsOrdersPaymentsAndGatesDo() throws IOException, InterruptedException {
    assertThat(client.put("/v1/sales/measured", TERMS, operator()).status()).isEqualTo(201);
    assertThat(client.act("/v1/sales/measured/open", operator()).status()).isEqualTo(200);
    String order = await().atMost(PATIENCE).until(this::place, location -> !location.isEmpty());
    assertThat(
            client
                .post(
                    order + "/payments",
                    "{\"method\":\"instant\"}",
                    "Idempotency-Key",
                    "measured-pay-0123456789")
                .status())
        .isEqualTo(201);
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(order).json().path("status").asText().equals("paid"));
    assertThat(
            client
                .post(
                    "/v1/gates/measured.north/redeem",
                    "{\"code\":\"no ticket\",\"nonce\":\"n1\"}",
                    operator())
                .status())
        .isEqualTo(404);

    String text =
        await()
            .atMost(PATIENCE)
            .until(
                this::scrape,
                it ->
                    EXPECTED.stream().allMatch(parts -> has(it, parts))
                        && number(it, "kuota_shards{entity=\"Order\"}") > 0);

    assertThat(number(text, "kuota_shards_moved_total{entity=\"Order\"}")).isPositive();
    assertThat(text.lines().filter(line -> !line.startsWith("#")).count()).isLessThan(SERIES_MAX);
    assertThat(text.lines().filter(line -> line.startsWith("# HELP kuota_")))
        .as("whatever is read is in the list of metrics")
        .allMatch(line -> isListed(line));
  }

  private String place() {
    return client
        .post(
            "/v1/orders",
            "{\"sale\":\"measured\",\"buyer\":\"ani\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}",
            "Idempotency-Key",
            "measured-0123456789abcdef")
        .header("Location");
  }

  private String scrape() throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:%d/metrics".formatted(NODE.metricsPort()));
    return prometheus
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** Whether a line begins with the first of these and contains the others. */
  private static boolean has(String text, List<String> parts) {
    return text.lines()
        .anyMatch(
            line -> line.startsWith(parts.getFirst()) && parts.stream().allMatch(line::contains));
  }

  private static double number(String text, String series) {
    return text.lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(0);
  }

  private static boolean isListed(String help) {
    for (Metric metric : Metric.values()) {
      if (help.startsWith("# HELP " + metric.exported() + " ")) return true;
    }
    return false;
  }
}
