package id.kuota.http.proof;

import static id.kuota.http.proof.GateScreen.PATIENCE;
import static id.kuota.http.proof.GateScreen.PICTURES;
import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.browser.BrowserPage;
import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.StartSteps;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.util.List;

/** A node with an open sale, whose gates are stood at with a browser. */
final class GateFixture implements AutoCloseable {

  private final String sale;
  private final EmbeddedDatabase database = EmbeddedDatabase.temporary();
  private final NodeSettings settings = ProofPorts.settings(database);
  private final Node node = Node.start(settings, StartSteps.SILENT);
  private final EdgeClient client = new EdgeClient(settings.httpPort());

  private GateFixture(String sale) {
    this.sale = sale;
  }

  static GateFixture start(String sale) {
    var gates = new GateFixture(sale);
    gates.client.put(
        "/v1/sales/" + sale,
        """
        {"name":"Gate page","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
         "closes_at":"2099-01-01T00:00:00Z","quotas":[{"id":"cat1","capacity":100}],
         "offers":[{"id":"cat1","name":"CAT 1","price":{"face":1000}},
                   {"id":"vip","name":"VIP","price":{"face":9000},"quotas":["cat1"]}]}
        """,
        operator());
    gates.client.act("/v1/sales/" + sale + "/open", operator());
    return gates;
  }

  EdgeClient client() {
    return client;
  }

  @Override
  public void close() {
    node.close();
    database.close();
  }

  String standAt(BrowserPage page, String gate) {
    return standAt(page, gate, "steward");
  }

  /** Sets the browser up as a device of the gate, if it is none, and begins to scan; the device. */
  String standAt(BrowserPage page, String gate, String role) {
    page.open(settings.localUrl() + "/gate");
    await().atMost(PATIENCE).until(() -> !GateScreen.screen(page).equals("loading"));
    String device = "";
    if (GateScreen.screen(page).equals("setup")) {
      page.picture(PICTURES.resolve("setup.png"));
      EdgeClient.Answer invited =
          client.post(
              "/v1/devices",
              "{\"sale\":\"%s\",\"name\":\"Phone\",\"role\":\"%s\"}".formatted(sale, role),
              operator("Idempotency-Key", key("phone-at-" + gate)));
      assertThat(invited.status()).isEqualTo(201);
      device = invited.json().path("id").asText();
      page.fill("#setup-token", invited.json().at("/setup/token").asText());
      page.click("#setup-form button");
      await().atMost(PATIENCE).until(() -> GateScreen.screen(page).equals("post"));
      page.eval("navigator.serviceWorker.ready.then(() => 1)");
      page.fill("#post-gate", gate);
      page.picture(PICTURES.resolve("post.png"));
    }
    page.click("#post-form button");
    await().atMost(PATIENCE).until(() -> page.text("document.body.dataset.camera").equals("on"));
    return device;
  }

  int redeem(String gate, String code) {
    String body = "{\"code\":\"%s\",\"nonce\":\"%s\"}".formatted(code, gate);
    return client.post("/v1/gates/" + sale + "." + gate + "/redeem", body, operator()).status();
  }

  List<String> passages(JsonNode ticket) {
    try (var journal = new ProofJournal(database.settings())) {
      return journal.events("Ticket|" + ticket.path("id").asText()).stream()
          .map(event -> event.getClass().getSimpleName())
          .toList();
    }
  }

  /** The first code of a ticket that has another now, as all gates know. */
  String voided(String buyer) {
    JsonNode old = paid(buyer);
    String ticket = old.path("id").asText();
    client.post(
        orderOf(buyer) + "/tickets/" + ticket + "/reissue",
        "{\"generation\":1}",
        "Idempotency-Key",
        key(buyer));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                client
                    .get("/v1/sales/" + sale + "/void-codes", operator())
                    .text()
                    .contains(ticket));
    return old.path("code").asText();
  }

  String orderOf(String buyer) {
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}"
            .formatted(sale, buyer);
    return client.post("/v1/orders", body, "Idempotency-Key", key(buyer)).header("Location");
  }

  JsonNode paid(String buyer) {
    String order = orderOf(buyer);
    client.post(order + "/payments", "{\"method\":\"instant\"}", "Idempotency-Key", key("pay"));
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(order).json().path("status").asText().equals("paid"));
    return client.get(order + "/tickets").json().at("/data/0");
  }

  private static String key(String name) {
    return "key-of-the-gates-" + name;
  }
}
