package id.kuota.http.proof;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import id.kuota.engine.order.OrderEvent;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.PaymentSettings;
import id.kuota.http.node.Ports;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.http.payment.midtrans.MidtransSettings;
import id.kuota.http.payment.simulator.FakeServer;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.reconciliation.EntityNumbers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A whole event is cancelled on a whole node, which is killed while it pays back: all money leaves
 * the gateway once, and none stays, also that of buyers who pay afterwards.
 */
class CancelledEventIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String KEY = "SB-Mid-server-proof";
  private static final long PRICE = 100_000;
  private static final ProofSale SALE =
      new ProofSale(
          "cancelled-event",
          Duration.ofMinutes(15),
          0,
          Map.of("seat", 100L),
          Map.of("seat", List.of("seat")));
  private static final String PATH = "/v1/sales/" + SALE.id();
  private static final String CANCELLATION = PATH + "/cancellation";

  private static EmbeddedDatabase database;
  private static ProofJournal journal;
  private static FakeServer gateway;
  private static String gatewayAddress;
  private static PaymentLine line;
  private static NodeSettings settings;
  private static EdgeClient edge;
  private static ChildNode node;

  /** An order whose buyer stands before the gateway's page. */
  private record Begun(String id, String payment, String page) {

    JsonNode pay() {
      assertThat(edge.act(page + "/approve").status()).isIn(200, 202);
      return await()
          .atMost(PATIENCE)
          .until(this::now, order -> !order.path("status").asText().equals("held"));
    }

    JsonNode now() {
      return edge.get("/v1/orders/" + id).json();
    }

    /** What has left the gateway for it, refund by refund. */
    List<Long> sentBack() {
      var amounts = new ArrayList<Long>();
      for (JsonNode refund : atGateway(payment).path("refunds")) {
        amounts.add(Math.round(Double.parseDouble(refund.path("refund_amount").asText())));
      }
      return amounts;
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

  @Test
  void allMoneyGoesBackOnceAlsoIfTheNodeDiesAndABuyerPaysAfterwards() {
    SALE.open(edge);
    Begun waiting = begin("waiting@example.com", 1);
    JsonNode untouched = place("untouched@example.com", 3);
    var paid = new ArrayList<Begun>();
    for (int i = 0; i < 6; i++) paid.add(begin("buyer-" + i + "@example.com", 2));
    paid.forEach(Begun::pay);
    String code = codeOf(paid.getFirst());
    Begun partly = begin("partly@example.com", 2);
    takeBackFirst(partly, partly.pay());
    Begun used = begin("used@example.com", 1);
    admit(used, used.pay());
    free();

    line.cut(path -> path.endsWith("/refund"));
    EdgeClient.Answer cancelled = cancel();
    assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(202);
    assertThat(place("late@example.com").code()).isEqualTo("sale_ended");
    await().atMost(PATIENCE).until(() -> line.hasLost("/refund"));
    node.kill();
    line.mend();
    node = ChildNode.start(settings);

    await().atMost(PATIENCE).until(() -> progress().path("state").asText().equals("done"));
    assertThat(waiting.now().path("status").asText()).isEqualTo("cancelled");
    assertThat(status(untouched)).isEqualTo("cancelled");
    paid.forEach(order -> assertThat(order.sentBack()).containsExactly(PRICE, PRICE));
    assertThat(partly.sentBack()).containsExactly(PRICE, PRICE);
    assertThat(used.sentBack()).containsExactly(PRICE);
    assertThat(scan(code, "n-2").json().path("reason").asText()).isEqualTo("revoked");
    JsonNode done = progress();
    assertThat(done.at("/orders/found").asInt()).isEqualTo(11);
    assertThat(done.at("/orders/cancelled").asInt()).isEqualTo(2);
    assertThat(done.at("/orders/taken_back").asInt()).isEqualTo(9);
    assertThat(done.at("/money/paid_back").asLong()).isEqualTo(14 * PRICE);
    assertThat(done.at("/money/remaining").asLong()).isZero();

    assertThat(edge.act(waiting.page() + "/approve").status()).isIn(200, 202);
    await().atMost(PATIENCE).until(() -> waiting.sentBack().equals(List.of(PRICE)));
    await().atMost(PATIENCE).until(() -> progress().at("/money/paid_back").asLong() == 15 * PRICE);
    assertThat(progress().path("state").asText()).isEqualTo("done");
    assertThat(cancel().status()).as("once more").isEqualTo(202);
    assertReport();
    assertThat(journal.events("Sale|" + SALE.id()))
        .filteredOn(event -> event.getClass().getSimpleName().equals("SaleCancelled"))
        .hasSize(1);
    assertHistoryAndBooks();
  }

  /** The file has every refund once, and every order. */
  private static void assertReport() {
    JsonNode rows =
        edge.get(PATH + "/reports/cancellation?format=json", operator()).json().path("rows");
    long amount = 0;
    long units = 0;
    var orders = new TreeSet<String>();
    for (JsonNode row : rows) {
      amount += row.path("amount").asLong();
      units += row.path("units").asLong();
      orders.add(row.path("order").asText());
      assertThat(row.path("refund_status").asText("done")).isEqualTo("done");
    }
    assertThat(amount).as("with the ticket that was cancelled before").isEqualTo(16 * PRICE);
    assertThat(units).isEqualTo(1 + 3 + 6 * 2 + 2 + 1 + 1);
    assertThat(orders).hasSize(11);
  }

  private static void assertHistoryAndBooks() {
    JsonNode changes = edge.get(PATH + "/history", operator()).json().path("changes");
    JsonNode last = changes.path(changes.size() - 1);
    assertThat(last.path("kind").asText()).isEqualTo("cancelled");
    assertThat(last.path("reason").asText()).isEqualTo("a storm");
    assertThat(edge.act(PATH + "/open", operator()).code()).isEqualTo("sale_closed");
    await().atMost(PATIENCE).until(() -> journal.quota(SALE.quota("seat")).held() == 0);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(journal.reconcile(EntityNumbers.NONE))
                    .satisfies(
                        report -> assertThat(report.isClean()).as(report.render()).isTrue()));
  }

  private static EdgeClient.Answer cancel() {
    return edge.post(
        CANCELLATION,
        "{\"reason\":\"a storm\",\"confirm\":\"%s\"}".formatted(SALE.id()),
        operator());
  }

  private static JsonNode progress() {
    return edge.get(CANCELLATION, operator()).json();
  }

  private static EdgeClient.Answer place(String buyer) {
    return edge.post(
        "/v1/orders", SALE.order(buyer, "seat", 1), "Idempotency-Key", buyer + "-0123456789");
  }

  private static JsonNode place(String buyer, int units) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                edge.post(
                    "/v1/orders",
                    SALE.order(buyer, "seat", units),
                    "Idempotency-Key",
                    buyer + "-0123456789"),
            answer -> answer.status() == 201)
        .json();
  }

  private static Begun begin(String buyer, int units) {
    String id = place(buyer, units).path("id").asText();
    EdgeClient.Answer begun =
        edge.post(
            "/v1/orders/" + id + "/payments",
            "{\"method\":\"qris\"}",
            "Idempotency-Key",
            "pay-0123456789abcde");
    assertThat(begun.status()).as(begun.text()).isEqualTo(201);
    return new Begun(
        id, begun.json().path("id").asText(), begun.json().path("redirect_url").asText());
  }

  /** Before the event is cancelled, one of its tickets was. */
  private static void takeBackFirst(Begun order, JsonNode paid) {
    String ticket = paid.at("/tickets/0/id").asText();
    EdgeClient.Answer taken =
        edge.post(
            "/v1/orders/" + order.id() + "/tickets/" + ticket + "/cancel",
            "{\"reason\":\"ill\"}",
            operator());
    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                journal.events("Order|" + order.id()).stream()
                    .anyMatch(OrderEvent.RefundDone.class::isInstance));
  }

  private static void admit(Begun order, JsonNode paid) {
    assertThat(paid.path("tickets")).hasSize(1);
    EdgeClient.Answer scanned = scan(codeOf(order), "n-1");
    assertThat(scanned.status()).as(scanned.text()).isEqualTo(201);
  }

  private static String codeOf(Begun order) {
    return edge.get("/v1/orders/" + order.id() + "/tickets").json().at("/data/0/code").asText();
  }

  private static EdgeClient.Answer scan(String code, String nonce) {
    return edge.post(
        "/v1/gates/" + SALE.id() + ".north/redeem",
        "{\"code\":\"%s\",\"nonce\":\"%s\"}".formatted(code, nonce),
        operator());
  }

  /** An order that costs nothing, of the same sale. */
  private static void free() {
    SALE.sellAt(edge, 0);
    assertThat(place("guest@example.com", 1).path("status").asText()).isEqualTo("paid");
    SALE.sellAt(edge, PRICE);
  }

  private static String status(JsonNode order) {
    return edge.get("/v1/orders/" + order.path("id").asText()).json().path("status").asText();
  }

  /** What the gateway itself says, in its own words. */
  private static JsonNode atGateway(String payment) {
    String key =
        Base64.getEncoder().encodeToString((KEY + ":").getBytes(StandardCharsets.US_ASCII));
    URI status = URI.create(gatewayAddress + "/v2/" + payment + "/status");
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
