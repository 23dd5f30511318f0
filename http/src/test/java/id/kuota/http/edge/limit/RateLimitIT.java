package id.kuota.http.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderId;
import id.kuota.engine.ratelimit.Rate;
import id.kuota.engine.ratelimit.RateCounters;
import id.kuota.engine.ratelimit.RateLimit;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.http.edge.connection.ConnectionSettings;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Callers that ask too often, over a real port, with the counters of a node. */
final class RateLimitIT {

  /** Long periods, so that a slow machine gives nothing back while a test asks. */
  private static final CallerRates RATES =
      new CallerRates(
          Map.of(
              CallerKind.ADDRESS, limit(CallerKind.ADDRESS, 20),
              CallerKind.BUYER, limit(CallerKind.BUYER, 5)));

  private static final String READ = "/v1/sales/" + Samples.SALE;

  private static final OrderId ORDER =
      new OrderIds(new ServerSecret(RunningEdge.SECRET))
          .of(new BuyerKeys(new ServerSecret(RunningEdge.SECRET)).of("ani@example.com"), "key");

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    var engine = new StubEngine();
    engine.sales.put(Samples.SALE, Samples.sale(SaleView.Phase.OPEN, 3));
    engine.answerOrder(Samples.held(ORDER), false);
    edge =
        RunningEdge.start(
            engine.engine(),
            ConnectionSettings.DEFAULT,
            system -> new CallerLimits(RATES, RateCounters.start(system)::take, Telemetry.NONE));
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void anAddressThatAsksTooOftenIsToldWhenToComeBack() {
    List<EdgeClient.Answer> answers =
        IntStream.range(0, 25).mapToObj(i -> read("203.0.113.1")).toList();
    assertThat(answers.subList(0, 20)).extracting(EdgeClient.Answer::status).containsOnly(200);
    EdgeClient.Answer refused = answers.getLast();
    assertThat(refused.code()).isEqualTo("rate_limited");
    assertThat(refused.json().path("limit").asText()).isEqualTo("address");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 31);
    assertThat(refused.header("RateLimit-Policy"))
        .isEqualTo("\"address\";q=20;w=600, \"address-longer\";q=200;w=3600");
    assertThat(refused.header("RateLimit"))
        .isEqualTo("\"address\";r=0;t=" + refused.header("Retry-After"));
    assertThat(read("203.0.113.2").status()).as("another address").isEqualTo(200);
  }

  @Test
  void ofIpVersion6ANetworkIsOneCaller() {
    for (int i = 1; i <= 20; i++) read("2001:db8::" + i);
    assertThat(read("2001:db8::99").status()).isEqualTo(429);
    assertThat(read("2001:db8:0:1::1").status()).isEqualTo(200);
  }

  @Test
  void aTrustedProxyThatNamesNoClientIsNotCounted() {
    for (int i = 0; i < 30; i++) assertThat(client.get(READ).status()).isEqualTo(200);
  }

  @Test
  void aBuyerIsOneCallerFromWhereverItAsks() {
    int refused = 0;
    for (int i = 0; i < 8; i++) {
      EdgeClient.Answer answer =
          client.post(
              "/v1/orders",
              "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}"
                  .formatted(Samples.SALE, i % 2 == 0 ? "ani@example.com" : "ANI@example.com"),
              "Idempotency-Key",
              "key-%d-0123456789abcde".formatted(i),
              "X-Forwarded-For",
              "198.51.100." + i);
      if (answer.status() == 429) {
        assertThat(answer.json().path("limit").asText()).isEqualTo("buyer");
        refused++;
      }
    }
    assertThat(refused).isEqualTo(3);
  }

  private static EdgeClient.Answer read(String address) {
    return client.get(READ, "X-Forwarded-For", address);
  }

  private static RateLimit limit(CallerKind kind, int permits) {
    return new RateLimit(
        kind.word(),
        new Rate(permits, Duration.ofMinutes(10)),
        new Rate(permits * 10, Duration.ofHours(1)));
  }
}
