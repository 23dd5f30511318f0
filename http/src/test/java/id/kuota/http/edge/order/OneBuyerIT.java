package id.kuota.http.edge.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Engine;
import id.kuota.engine.ShortHash;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.payment.PayingEdge;
import id.kuota.http.testing.EdgeClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limit of a sale, over the edge and the engine, for one person written in many ways. */
final class OneBuyerIT {

  private static final AtomicReference<Engine> ENGINE = new AtomicReference<>();
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final int LIMIT = 4;

  private static PayingEdge edge;
  private SaleId sale = new SaleId("none");

  @BeforeAll
  static void start() {
    edge =
        PayingEdge.withFakeGateway(
            calls -> {
              ENGINE.set(calls);
              return calls;
            });
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @BeforeEach
  void open() {
    sale = new SaleId("one-buyer-" + NUMBERS.incrementAndGet());
    var now = Instant.now();
    var offer =
        new OfferTerms(new OfferId("seat"), "Seat", new Price(1_000, List.of()), List.of("seat"));
    var terms =
        new SaleTerms(
            "Konser",
            "IDR",
            now.minusSeconds(60),
            now.plusSeconds(3600),
            Duration.ofMinutes(15),
            LIMIT,
            List.of(offer),
            List.of(new QuotaTerms("seat", 100)));
    Engine engine = ENGINE.get();
    get(engine.sales().ask(sale, new SaleCommand.SetTerms(terms, OptionalLong.empty(), "test")));
    get(engine.sales().ask(sale, new SaleCommand.OpenSale("test")));
    await()
        .until(
            () -> get(engine.quotas().explain(QuotaId.shared(sale.value(), "seat"))).isPresent());
  }

  @Test
  void everySpellingOfAnAddressHasOneLimit() {
    assertThat(buy("budi@example.com", LIMIT - 1).status()).isEqualTo(201);
    for (String variant :
        List.of(
            "BUDI@example.com",
            "bu\u200bdi@example.com",
            "budi@example.com.",
            "b\u00adudi@example.com")) {
      EdgeClient.Answer refused = buy(variant, 2);
      assertThat(refused.code()).as(variant).isEqualTo("purchase_limit_reached");
      assertThat(refused.json().path("allowed").asInt()).isEqualTo(LIMIT);
    }
    assertThat(buy("\u202ebudi@example.com", 1).status()).isEqualTo(201);
    assertThat(buy("citra@example.com", LIMIT).status()).isEqualTo(201);
  }

  @Test
  void everySpellingOfAPhoneNumberHasOneLimit() {
    assertThat(buy("+62 812-3456-7890", 2).status()).isEqualTo(201);
    assertThat(buy("081234567890", 2).status()).isEqualTo(201);
    assertThat(buy("6281234567890", 1).code()).isEqualTo("purchase_limit_reached");
    assertThat(buy("(0812) 3456 7890", 1).code()).isEqualTo("purchase_limit_reached");
    assertThat(buy("081234567891", LIMIT).status()).isEqualTo(201);
  }

  @Test
  void whatAnEarlierReleaseSoldStillCountsForTheSameText() {
    String typed = "stra\u00dfe@example.com";
    String key = "key-before-the-update-" + sale;
    OrderId before = buyAsBefore(typed, key, LIMIT);

    assertThat(buy(typed, 1).code()).isEqualTo("purchase_limit_reached");
    EdgeClient.Answer again = place(typed, key, LIMIT);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().path("id").asText()).isEqualTo(before.value());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");

    EdgeClient.Answer cancelled =
        edge.post("/v1/orders/" + before + "/cancel", "", "Idempotency-Key", key + "-cancel");
    assertThat(cancelled.status()).isEqualTo(200);
    await().until(() -> buy(typed, LIMIT).status() == 201);
    assertThat(buy("strasse@example.com", 1).code()).isEqualTo("purchase_limit_reached");
  }

  /** As the first release did: one key, of the spelling, for the order and for the limit. */
  private OrderId buyAsBefore(String typed, String key, int quantity) {
    var secret = new ServerSecret(PayingEdge.SECRET);
    BuyerKey buyer = new BuyerKeys(secret).of(typed);
    OrderId order = new OrderIds(secret).of(buyer, key);
    String canonical = "place\n%s\n%s\nseat %d".formatted(sale, buyer, quantity);
    var lines = List.of(new OrderFactory.WantedLine(new OfferId("seat"), quantity));
    get(
        ENGINE
            .get()
            .orders()
            .place(order, sale, new OrderFactory.Wanted(buyer, lines, ShortHash.of(canonical))));
    return order;
  }

  private EdgeClient.Answer buy(String buyer, int quantity) {
    return place(buyer, PayingEdge.key(), quantity);
  }

  private EdgeClient.Answer place(String buyer, String key, int quantity) {
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"seat\",\"quantity\":%d}]}"
            .formatted(sale, buyer, quantity);
    return edge.post("/v1/orders", body, "Idempotency-Key", key);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
