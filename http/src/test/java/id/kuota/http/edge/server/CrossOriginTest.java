package id.kuota.http.edge.server;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.identity.ApiClients;
import id.kuota.http.edge.identity.BuyerPolicy;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RawClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a socket: client libraries do not let a test name an origin. */
final class CrossOriginTest {

  private static final String SALE = "/v1/sales/" + Samples.SALE;
  private static final String SHOP = "https://shop.example";
  private static final String OTHER = "https://other.example";
  private static final StubEngine ENGINE = new StubEngine();

  private static RunningEdge edge;
  private static RawClient client;

  @BeforeAll
  static void start() {
    ENGINE.sales.put(Samples.SALE, Samples.sale(SaleView.Phase.OPEN, 1));
    var clients = new ApiClients(Optional.of("X-Shop"));
    edge =
        RunningEdge.start(
            ENGINE.engine(),
            new EdgePolicy(
                BuyerPolicy.DEFAULT, clients, new CrossOrigin(Set.of(SHOP), clients.header())));
    client = new RawClient(edge.port());
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {SHOP, OTHER, "null"})
  void publicReadsAreOpenToEveryOrigin(String origin) {
    EdgeClient.Answer answer = send("GET", SALE, "Origin: " + origin);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag");
    EdgeClient.Answer missing = send("GET", "/v1/sales/none", "Origin: " + origin);
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.header("Access-Control-Allow-Origin")).as("a problem too").isEqualTo("*");
  }

  @Test
  void theRestIsOpenToListedOrigins() {
    EdgeClient.Answer listed = send("GET", "/v1/orders/ord_none", "Origin: " + SHOP);
    assertThat(listed.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
    assertThat(listed.header("Vary")).contains("Origin");
    assertThat(listed.header("Access-Control-Expose-Headers"))
        .contains("Location", "Retry-After", "Idempotent-Replayed", "ETag");
    EdgeClient.Answer other = send("GET", "/v1/orders/ord_none", "Origin: " + OTHER);
    assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(other.header("Vary")).as("a cache must not mix them up").contains("Origin");
    assertThat(listed.header("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void aListedOriginMayPlaceOrders() {
    EdgeClient.Answer answer = preflight("/v1/orders", SHOP, "POST");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
    assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("POST");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .contains("Idempotency-Key", "Content-Type", "Authorization", "If-Match", "X-Shop");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
    assertThat(answer.header("Vary")).contains("Origin");
  }

  @Test
  void anotherOriginMayOnlyReadWhatIsPublic() {
    assertThat(preflight("/v1/orders", OTHER, "POST").header("Access-Control-Allow-Origin"))
        .isEmpty();
    assertThat(preflight(SALE, OTHER, "PUT").header("Access-Control-Allow-Origin")).isEmpty();
    EdgeClient.Answer read = preflight(SALE, OTHER, "GET");
    assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(read.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD");
    assertThat(read.header("Access-Control-Allow-Headers")).isEqualTo("If-None-Match, traceparent");
    assertThat(preflight(SALE, SHOP, "PUT").header("Access-Control-Allow-Methods"))
        .contains("GET", "PUT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example.evil.example",
        "http://shop.example",
        "https://SHOP.example"
      })
  void anOriginThatLooksAlikeIsNotListed(String origin) {
    assertThat(preflight("/v1/orders", origin, "POST").header("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  private static EdgeClient.Answer preflight(String path, String origin, String method) {
    return send(
        "OPTIONS", path, "Origin: " + origin + "\r\nAccess-Control-Request-Method: " + method);
  }

  private static EdgeClient.Answer send(String method, String path, String headers) {
    return client.send(method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\n");
  }
}
