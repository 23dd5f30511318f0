package id.kuota.http.proof;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import id.kuota.engine.order.OrderEvent;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.PaymentSettings;
import id.kuota.http.node.Ports;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.http.payment.midtrans.MidtransSettings;
import id.kuota.http.payment.simulator.FakeServer;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Money that comes when it likes, on a whole node: its own process, PostgreSQL, and the adapter for
 * Midtrans over a line to a gateway, which is cut where a test wants it. Every payer has a ticket
 * or the money back, also when the node dies between.
 */
class LateMoneyIT {

  /** Long enough to begin a payment on a machine that has other work. */
  private static final Duration HOLD = Duration.ofSeconds(6);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String KEY = "SB-Mid-server-proof";
  private static final long PRICE = 100_000;

  private static EmbeddedDatabase database;
  private static ProofJournal journal;
  private static FakeServer gateway;
  private static String gatewayAddress;
  private static PaymentLine line;
  private static NodeSettings settings;
  private static EdgeClient edge;
  private static ChildNode node;

  /**
   * An order whose buyer stands before the gateway's page.
   *
   * @param page where the buyer pays
   */
  private record Waiting(String id, String payment, String page, Instant heldUntil) {

    String address() {
      return "/v1/orders/" + id;
    }

    /** The gateway has the money from now on, and tells so if it can. */
    void pay() {
      assertThat(edge.act(page + "/approve").status()).isIn(200, 202);
    }

    JsonNode now() {
      return edge.get(address()).json();
    }

    /** The order as it is when this is in the journal, where reading starts no entity. */
    JsonNode after(Class<? extends OrderEvent> event) {
      await(event.getSimpleName())
          .atMost(PATIENCE)
          .until(() -> journal.events("Order|" + id).stream().anyMatch(event::isInstance));
      return now();
    }
  }

  @BeforeAll
  static void start() {
    database = EmbeddedDatabase.temporary();
    NodeSettings usual = ProofPorts.settings(database);
    int port = Ports.anyFree();
    gatewayAddress = "http://127.0.0.1:" + port;
    line = new PaymentLine(gatewayAddress, usual.localUrl());
    var midtrans =
        new MidtransSettings(
            "midtrans", KEY, line.address(), line.address(), List.of("qris"), Optional.empty());
    settings = ProofPorts.with(usual, new PaymentSettings(false, Optional.of(midtrans)));
    URI told = URI.create(line.address() + "/v1/payments/midtrans/notifications");
    gateway =
        FakeServer.start(
            new SimulatorSettings(gatewayAddress, told, KEY, 100, Duration.ofMillis(500)),
            "127.0.0.1",
            port,
            Clock.systemUTC());
    gateway.bound().toCompletableFuture().join();
    edge = new EdgeClient(settings.httpPort());
    node = ChildNode.start(settings);
    journal = new ProofJournal(database.settings());
  }

  @AfterAll
  static void stop() {
    journal.close();
    node.close();
    gateway.stop().toCompletableFuture().join();
    line.close();
    database.close();
  }

  @BeforeEach
  void mend() {
    line.mend();
  }

  @Test
  void moneyWithoutANotificationIsAskedForBeforeTheUnitsGo() {
    ProofSale sale = open("untold");
    Waiting order = order(sale, "ani@example.com");
    line.cut(LateMoneyIT::isNotification);

    order.pay();
    assertThat(Instant.now()).as("paid in time").isBefore(order.heldUntil());

    assertInTime(order, sale);
    assertThat(line.hasLost("/notifications")).as("the gateway has tried to tell").isTrue();
  }

  @Test
  void unitsWaitForAGatewayThatIsDownAtTheDeadline() {
    ProofSale sale = open("down");
    Waiting order = order(sale, "ani@example.com");
    line.cut(path -> true);
    order.pay();
    assertThat(Instant.now()).as("paid in time").isBefore(order.heldUntil());

    await().atMost(PATIENCE).until(() -> line.hasLost("/status"));
    assertThat(Instant.now()).isAfter(order.heldUntil());
    assertThat(order.now().path("status").asText()).isEqualTo("held");
    assertThat(place(sale, "budi@example.com").status()).as("nothing is free").isEqualTo(409);

    line.cut(LateMoneyIT::isNotification);
    assertInTime(order, sale);
  }

  @Test
  void aNodeThatWasKilledAsksForTheMoneyWhenItIsBack() {
    ProofSale sale = open("killed");
    Waiting order = order(sale, "ani@example.com");
    line.cut(LateMoneyIT::isNotification);
    order.pay();
    assertThat(Instant.now()).as("paid in time").isBefore(order.heldUntil());

    restart();

    assertInTime(order, sale);
  }

  @Test
  void lateMoneyBuysTheSameUnitsAtTheOldPrice() {
    ProofSale sale = open("late");
    Waiting order = order(sale, "ani@example.com");
    order.after(OrderEvent.OrderExpired.class);
    sale.sellAt(edge, 2 * PRICE);

    order.pay();

    JsonNode paid = order.after(OrderEvent.OrderPaidLate.class);
    assertThat(paid.path("late").asBoolean()).isTrue();
    assertThat(paid.path("status").asText()).isEqualTo("paid");
    assertThat(paid.path("total").asLong()).isEqualTo(PRICE);
    assertThat(paid.path("tickets")).hasSize(1);
    assertThat(paid.path("refunds")).isEmpty();
    assertThat(ledger(order)).containsExactly("charged");
    awaitSold(sale);
  }

  @Test
  void lateMoneyForWhatIsSoldOutGoesBackAlsoIfTheNodeDiesMeanwhile() {
    ProofSale sale = open("sold-out");
    Waiting order = order(sale, "ani@example.com");
    order.after(OrderEvent.OrderExpired.class);
    Waiting other = order(sale, "budi@example.com");
    other.pay();
    other.after(OrderEvent.OrderPaid.class);
    line.cut(path -> path.endsWith("/refund"));

    order.pay();

    JsonNode owed = order.after(OrderEvent.RefundOwed.class);
    assertThat(owed.path("status").asText()).isEqualTo("refund_due");
    assertThat(owed.path("tickets")).isEmpty();
    assertThat(owed.at("/refunds/0/reason").asText()).isEqualTo("paid_after_expiry");
    await().atMost(PATIENCE).until(() -> line.hasLost("/refund"));
    await().atMost(PATIENCE).until(() -> isListed(order, "open"));
    assertThat(ledger(order)).containsExactly("charged", "refund_owed");
    assertThat(atGateway(order).path("refunds")).as("nothing went back").isEmpty();

    line.mend();
    restart();

    JsonNode refunded = order.after(OrderEvent.RefundDone.class);
    assertThat(refunded.path("status").asText()).isEqualTo("refunded");
    assertThat(refunded.at("/refunds/0/status").asText()).isEqualTo("done");
    JsonNode sentBack = atGateway(order).path("refunds");
    assertThat(sentBack).hasSize(1);
    assertThat(sentBack.at("/0/refund_key")).isEqualTo(owed.at("/refunds/0/id"));
    assertThat(sentBack.at("/0/refund_amount").asText()).isEqualTo(PRICE + ".00");
    assertThat(ledger(order)).containsExactly("charged", "refund_owed", "refunded");
    await().atMost(PATIENCE).until(() -> isListed(order, "done"));
    assertThat(isListed(order, "open")).isFalse();
    awaitSold(sale);
  }

  @Test
  void aCardBeforeItsSettlementGoesBackAndABalanceThatIsTooLowIsWaitedFor() {
    ProofSale sale = open("captured");
    Waiting order = order(sale, "ani@example.com");
    assertThat(edge.act(order.page() + "/capture").status()).isIn(200, 202);
    JsonNode paid = order.after(OrderEvent.OrderPaid.class);
    edge.act(order.page() + "/refuse/refund/414");
    edge.act(order.page() + "/refuse/cancel/412");
    String ticket = paid.at("/tickets/0/id").asText();
    EdgeClient.Answer cancelled =
        edge.post(
            order.address() + "/tickets/" + ticket + "/cancel", "{\"reason\":\"ill\"}", operator());
    assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);

    order.after(OrderEvent.GatewayAskedInVain.class);
    await().atMost(PATIENCE).until(() -> listed(order).path("tries").asInt() > 0);
    JsonNode waiting = listed(order);
    assertThat(waiting.path("status").asText()).isEqualTo("due");
    assertThat(waiting.path("note").asText()).startsWith("412");
    assertThat(edge.act(order.page() + "/refuse/cancel/none").status()).isEqualTo(200);
    EdgeClient.Answer retried = edge.post("/v1/refunds/retry", "{\"status\":\"due\"}", operator());
    assertThat(retried.status()).as(retried.text()).isEqualTo(200);
    assertThat(retried.json().findValuesAsText("order")).contains(order.id());

    assertThat(order.after(OrderEvent.RefundDone.class).path("status").asText())
        .isEqualTo("refunded");
    assertThat(atGateway(order).path("transaction_status").asText()).isEqualTo("cancel");
    assertThat(ledger(order)).containsExactly("charged", "refund_owed", "refunded");
  }

  private static JsonNode listed(Waiting order) {
    for (JsonNode refund : edge.get("/v1/refunds?status=open", operator()).json().path("data")) {
      if (refund.path("order").asText().equals(order.id())) return refund;
    }
    return MissingNode.getInstance();
  }

  private static boolean isNotification(String path) {
    return path.endsWith("/notifications");
  }

  /** One seat, which is enough to be sold out. */
  private static ProofSale open(String name) {
    var sale =
        new ProofSale(
            "money-" + name, HOLD, 0, Map.of("seat", 1L), Map.of("seat", List.of("seat")));
    sale.open(edge);
    return sale;
  }

  private static EdgeClient.Answer place(ProofSale sale, String buyer) {
    return edge.post(
        "/v1/orders",
        sale.order(buyer, "seat", 1),
        "Idempotency-Key",
        sale.id() + "-0123456789abcde");
  }

  /** What a node knows of a quota may be a tenth of a second old, so it may have to ask again. */
  private static Waiting order(ProofSale sale, String buyer) {
    JsonNode placed =
        await()
            .atMost(PATIENCE)
            .until(() -> place(sale, buyer), answer -> answer.status() == 201)
            .json();
    String id = placed.path("id").asText();
    EdgeClient.Answer begun =
        edge.post(
            "/v1/orders/" + id + "/payments",
            "{\"method\":\"qris\"}",
            "Idempotency-Key",
            "pay-0123456789abcde");
    assertThat(begun.status()).as(begun.text()).isEqualTo(201);
    return new Waiting(
        id,
        begun.json().path("id").asText(),
        begun.json().path("redirect_url").asText(),
        Instant.parse(placed.path("held_until").asText()));
  }

  private static void restart() {
    node.kill();
    node = ChildNode.start(settings);
  }

  /** The order is paid as if the money had been told of at once. */
  private static void assertInTime(Waiting order, ProofSale sale) {
    JsonNode paid = order.after(OrderEvent.OrderPaid.class);
    assertThat(paid.path("status").asText()).isEqualTo("paid");
    assertThat(paid.path("late").asBoolean()).isFalse();
    assertThat(paid.path("tickets")).hasSize(1);
    assertThat(journal.events("Order|" + order.id()))
        .as("the units were never released")
        .doesNotHaveAnyElementsOfTypes(OrderEvent.OrderExpired.class);
    assertThat(ledger(order)).containsExactly("charged");
    awaitSold(sale);
  }

  private static void awaitSold(ProofSale sale) {
    await().atMost(PATIENCE).until(() -> journal.quota(sale.quota("seat")).sold() == 1);
    assertThat(journal.quota(sale.quota("seat")).held()).isZero();
  }

  private static List<String> ledger(Waiting order) {
    return edge.get(order.address() + "/ledger", operator()).json().findValuesAsText("kind");
  }

  private static boolean isListed(Waiting order, String status) {
    return edge.get("/v1/refunds?status=" + status, operator())
        .json()
        .findValuesAsText("order")
        .contains(order.id());
  }

  /** What the gateway itself says, in its own words. */
  private static JsonNode atGateway(Waiting order) {
    String key =
        Base64.getEncoder().encodeToString((KEY + ":").getBytes(StandardCharsets.US_ASCII));
    URI status = URI.create(gatewayAddress + "/v2/" + order.payment() + "/status");
    var request = HttpRequest.newBuilder(status).header("Authorization", "Basic " + key).build();
    try (var client = HttpClient.newHttpClient()) {
      return new JsonMapper()
          .readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new AssertionError("the gateway does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
