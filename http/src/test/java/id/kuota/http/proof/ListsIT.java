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
import id.kuota.persistence.reconciliation.EntityNumbers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lists of a sale and the devices that scan for them, on a real journal, over HTTP. */
final class ListsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SALE = "lists";
  private static final String LISTS = "/v1/sales/" + SALE + "/lists";

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
    client.put(
        "/v1/sales/" + SALE,
        """
        {"name":"Lists","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
         "closes_at":"2099-01-01T00:00:00Z","quotas":[{"id":"house","capacity":100}],
         "offers":[{"id":"cat1","name":"CAT 1","price":{"face":1000},"quotas":["house"]},
                   {"id":"vip","name":"VIP","price":{"face":9000},"quotas":["house"]}]}
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
  void eachListAdmitsItsOwnByItsOwnRule() {
    String cat1 = paid("ani", "cat1").path("code").asText();
    String vip = paid("budi", "vip").path("code").asText();
    client.act("/v1/sales/" + SALE + "/close", operator());
    setLists("{\"id\":\"main\",\"reentry\":\"never\"},{\"id\":\"lounge\",\"offers\":[\"vip\"]}");

    assertThat(scan(cat1, "1", "main").status()).isEqualTo(201);
    assertThat(reason(scan(cat1, "2", "lounge"))).isEqualTo("product");
    assertThat(scan(vip, "3", "main").status()).isEqualTo(201);
    assertThat(scan(vip, "4", "lounge").status()).as("another list").isEqualTo(201);
    assertThat(reason(scan(vip, "5", "lounge"))).isEqualTo("already_redeemed");
    assertThat(exit(vip, "6", "lounge").status()).isEqualTo(201);
    assertThat(scan(vip, "7", "lounge").status()).as("after leaving").isEqualTo(201);
    assertThat(exit(vip, "8", "main").status()).isEqualTo(201);
    assertThat(reason(scan(vip, "9", "main"))).as("never").isEqualTo("already_redeemed");
    assertThat(scan(cat1, "10", "lounge\",\"force\":true,\"reason\":\"guest").status())
        .isEqualTo(201);
    assertThat(scan(vip, "11", "backstage").code()).isEqualTo("list_unknown");

    JsonNode offline = upload(cat1);
    assertThat(offline.path("status").asText()).isEqualTo("recorded");
    assertThat(offline.at("/conflict/reason").asText()).isEqualTo("product");

    node.close();
    node = Node.start(settings, StartSteps.SILENT);
    assertThat(reason(scan(cat1, "12", "main")))
        .as("after a restart")
        .isEqualTo("already_redeemed");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode lists = client.get("/v1/sales/" + SALE + "/gates", operator()).json();
              assertThat(lists.path("lists").toString())
                  .isEqualTo(
                      """
                      [{"list":"main","entered":2,"departed":1,"inside":1,"tickets":2},\
                      {"list":"lounge","entered":4,"departed":1,"inside":3,"tickets":1}]\
                      """);
            });
    try (var journal = new ProofJournal(database.settings())) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(journal.reconcile(EntityNumbers.NONE).isClean()).isTrue());
    }
  }

  @Test
  void whatADeviceSaysOfItselfIsListed() {
    EdgeClient.Answer invited =
        client.post(
            "/v1/devices",
            "{\"sale\":\"%s\",\"name\":\"Lounge\",\"role\":\"steward\",\"list\":\"lounge\"}"
                .formatted(SALE),
            operator("Idempotency-Key", "lounge-0123456789abcde"));
    String token = invited.json().at("/setup/token").asText();
    String body = "{\"token\":\"%s\",\"nonce\":\"a nonce of the device\"}".formatted(token);
    String key = client.post("/v1/device/initialize", body).json().path("key").asText();
    String[] bearer = {"Authorization", "Bearer " + key};
    String beat = "{\"battery\":12,\"charging\":false,\"unsent\":3,\"app\":\"page 1\"}";
    assertThat(client.post("/v1/device/heartbeat", beat, bearer).status()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode device = device();
              assertThat(device.path("list").asText()).isEqualTo("lounge");
              assertThat(device.path("battery").asInt()).isEqualTo(12);
              assertThat(device.path("charging").asBoolean(true)).isFalse();
              assertThat(device.path("unsent").asInt()).isEqualTo(3);
              assertThat(device.path("app").asText()).isEqualTo("page 1");
              assertThat(device.path("seen_at").isNull()).isFalse();
              assertThat(device.path("attention").toString()).isEqualTo("[\"unsent_scans\"]");
            });
    client.post("/v1/device/heartbeat", "{\"unsent\":0}", bearer);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(device().path("attention")).isEmpty());
    assertThat(device().path("battery").asInt()).as("what is not said stays").isEqualTo(12);
    try (var journal = new ProofJournal(database.settings())) {
      assertThat(journal.events("Device|" + invited.json().path("id").asText()))
          .as("heartbeats are in no journal")
          .hasSize(2);
    }
  }

  private static JsonNode device() {
    return client.get("/v1/sales/" + SALE + "/devices", operator()).json().at("/data/0");
  }

  private static void setLists(String lists) {
    String etag = client.get(LISTS, operator()).header("ETag");
    EdgeClient.Answer set =
        client.put(LISTS, "{\"lists\":[" + lists + "]}", operator("If-Match", etag));
    assertThat(set.status()).isEqualTo(200);
  }

  private static EdgeClient.Answer scan(String code, String nonce, String list) {
    return client.post(
        "/v1/gates/" + SALE + ".north/redeem",
        "{\"code\":\"%s\",\"nonce\":\"%s\",\"list\":\"%s\"}".formatted(code, nonce, list),
        operator());
  }

  private static EdgeClient.Answer exit(String code, String nonce, String list) {
    return scan(code, nonce, list + "\",\"type\":\"exit");
  }

  private static String reason(EdgeClient.Answer answer) {
    return answer.json().path("reason").asText();
  }

  /** Into the lounge without a network. */
  private static JsonNode upload(String code) {
    String scan =
        "{\"code\":\"%s\",\"nonce\":\"off\",\"list\":\"lounge\",\"scanned_at\":\"2026-11-21T19:00:00Z\"}"
            .formatted(code);
    return client
        .post("/v1/gates/" + SALE + ".west/scans", "{\"scans\":[" + scan + "]}", operator())
        .json()
        .at("/results/0");
  }

  private static JsonNode paid(String buyer, String offer) {
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"%s\",\"quantity\":1}]}"
            .formatted(SALE, buyer, offer);
    EdgeClient.Answer placed =
        client.post("/v1/orders", body, "Idempotency-Key", buyer + "-0123456789abcde");
    assertThat(placed.status()).isEqualTo(201);
    String order = placed.header("Location");
    client.post(
        order + "/payments", "{\"method\":\"instant\"}", "Idempotency-Key", "pay-0123456789abcde");
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(order).json().path("status").asText().equals("paid"));
    return client.get(order + "/tickets").json().at("/data/0");
  }
}
