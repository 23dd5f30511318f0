package id.kuota.http.proof;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.StartSteps;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People who come to the door without a code, on a real journal, over HTTP. */
final class DoorIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SALE = "door";
  private static final String GATE = "/v1/gates/" + SALE + ".north/";

  private static EmbeddedDatabase database;
  private static Node node;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    database = EmbeddedDatabase.temporary();
    NodeSettings settings = ProofPorts.settings(database);
    node = Node.start(settings, StartSteps.SILENT);
    client = new EdgeClient(settings.httpPort());
    client.put(
        "/v1/sales/" + SALE,
        """
        {"name":"Door","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
         "closes_at":"2099-01-01T00:00:00Z","quotas":[{"id":"cat1","capacity":100}],
         "offers":[{"id":"cat1","name":"CAT 1","price":{"face":1000}}]}
        """,
        operator());
    client.act("/v1/sales/" + SALE + "/open", operator());
  }

  @AfterAll
  static void stop() {
    node.close();
    database.close();
  }

  @Test
  void aGroupIsFoundByItsBuyerAndComesInByOneConfirmation() {
    String order = paid("ani@example.com", 3);
    String[] supervisor = device("supervisor");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                found("ANI@example.com", supervisor).at("/orders/0/order").asText().equals(order));
    JsonNode seen = found("ani%40example.com", supervisor);
    List<String> tickets =
        seen.at("/orders/0/tickets").valueStream().map(one -> one.path("id").asText()).toList();
    assertThat(states(seen)).containsExactly("valid", "valid", "valid");
    assertThat(seen.toString()).doesNotContain("KT1:").doesNotContain("1000");

    EdgeClient.Answer entered = redeem(supervisor, order, tickets.subList(0, 2), "first");
    assertThat(entered.status()).as(entered.text()).isEqualTo(200);
    assertThat(entered.json().path("admitted").asInt()).isEqualTo(2);
    EdgeClient.Answer again = redeem(supervisor, order, tickets.subList(0, 2), "first");
    assertThat(again.json()).as("a retry is no second scan").isEqualTo(entered.json());

    JsonNode all = redeem(supervisor, order, tickets, "second").json();
    assertThat(all.path("admitted").asInt()).isEqualTo(1);
    assertThat(all.path("results").valueStream().map(one -> one.path("status").asText()))
        .containsExactly("error", "error", "ok");
    assertThat(all.at("/results/0/reason").asText()).isEqualTo("already_redeemed");
    assertThat(all.at("/results/0/first/gate").asText()).isEqualTo(SALE + ".north");
    JsonNode after = client.get(GATE + "orders?order=" + order, supervisor).json();
    assertThat(states(after)).containsExactly("checked_in", "checked_in", "checked_in");
    assertThat(after.at("/orders/0/tickets/2/first/gate").asText()).isEqualTo(SALE + ".north");
  }

  @Test
  void aReissuedTicketIsLetInByItsOrder() {
    String order = paid("moved@example.com", 1);
    JsonNode ticket = client.get("/v1/orders/" + order + "/tickets").json().at("/data/0");
    String id = ticket.path("id").asText();
    client.post(
        "/v1/orders/" + order + "/tickets/" + id + "/reissue",
        "{\"generation\":1}",
        "Idempotency-Key",
        "move-0123456789abcde");
    JsonNode entered = redeem(operator(), order, List.of(id), "moved").json();
    assertThat(entered.path("admitted").asInt()).isEqualTo(1);
  }

  @Test
  void aTicketOfAnotherOrderIsNoTicketOfThisOne() {
    String order = paid("one@example.com", 1);
    String other = paid("other@example.com", 1);
    String ticket = client.get("/v1/orders/" + other + "/tickets").json().at("/data/0/id").asText();
    JsonNode refused = redeem(operator(), order, List.of(ticket), "foreign").json();
    assertThat(refused.path("admitted").asInt()).isZero();
    assertThat(refused.at("/results/0/reason").asText()).isEqualTo("invalid");
  }

  @Test
  void onlyASupervisorSearches() {
    String[] steward = device("steward");
    assertThat(client.get(GATE + "orders?order=ord_x", steward).status()).isEqualTo(403);
    EdgeClient.Answer group =
        redeem(steward, "ord_x", List.of("tkt_00000000000000000000000000"), "steward");
    assertThat(group.status()).isEqualTo(403);
  }

  @Test
  void anUnpaidOrderIsNotFound() {
    String order = place("unpaid@example.com", 1);
    JsonNode seen = client.get(GATE + "orders?order=" + order, operator()).json();
    assertThat(seen.path("orders")).isEmpty();
    EdgeClient.Answer group =
        redeem(operator(), order, List.of("tkt_00000000000000000000000000"), "unpaid");
    assertThat(group.code()).isEqualTo("order_not_found");
  }

  private static List<String> states(JsonNode found) {
    return found
        .at("/orders/0/tickets")
        .valueStream()
        .map(one -> one.path("state").asText())
        .toList();
  }

  private static JsonNode found(String buyer, String[] headers) {
    return client.get(GATE + "orders", headers[0], headers[1], "Kuota-Buyer", buyer).json();
  }

  private static EdgeClient.Answer redeem(
      String[] headers, String order, List<String> tickets, String nonce) {
    String ids =
        tickets.stream().map("{\"id\":\"%s\"}"::formatted).collect(Collectors.joining(","));
    return client.post(
        GATE + "redeem-group",
        "{\"order\":\"%s\",\"tickets\":[%s],\"nonce\":\"%s\"}".formatted(order, ids, nonce),
        headers);
  }

  private static String[] device(String role) {
    JsonNode invited =
        client
            .post(
                "/v1/devices",
                "{\"sale\":\"%s\",\"name\":\"Door\",\"role\":\"%s\"}".formatted(SALE, role),
                operator("Idempotency-Key", "key-of-the-door-" + role))
            .json();
    JsonNode device =
        client
            .post(
                "/v1/device/initialize",
                "{\"token\":\"%s\",\"nonce\":\"a nonce of the door\"}"
                    .formatted(invited.at("/setup/token").asText()))
            .json();
    return new String[] {"Authorization", "Bearer " + device.path("key").asText()};
  }

  private static String place(String buyer, int quantity) {
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":%d}]}"
            .formatted(SALE, buyer, quantity);
    EdgeClient.Answer placed =
        client.post("/v1/orders", body, "Idempotency-Key", "key-1-0123456789abcde");
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    return placed.json().path("id").asText();
  }

  private static String paid(String buyer, int quantity) {
    String order = place(buyer, quantity);
    client.post(
        "/v1/orders/" + order + "/payments",
        "{\"method\":\"instant\"}",
        "Idempotency-Key",
        "pay-0123456789abcde");
    await()
        .atMost(PATIENCE)
        .until(
            () -> client.get("/v1/orders/" + order).json().path("status").asText().equals("paid"));
    return order;
  }
}
