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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From the money to the gate, on a real journal, over HTTP. */
final class CheckInIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int GATES = 50;
  private static final String SALE = "check-in";

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
        {"name":"Check-in","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
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
  void ofFiftyGatesInTheSameMomentOneAdmits() throws Exception {
    JsonNode ticket = paid("fifty").getFirst();
    String code = ticket.path("code").asText();
    var begin = new CountDownLatch(1);
    var answers = new ArrayList<Future<EdgeClient.Answer>>();
    try (var gates = Executors.newFixedThreadPool(GATES)) {
      for (int i = 0; i < GATES; i++) {
        int gate = i;
        answers.add(
            gates.submit(
                () -> {
                  begin.await();
                  return scan("gate-" + gate, code, "nonce-" + gate, "");
                }));
      }
      begin.countDown();
    }
    var admitted = new ArrayList<EdgeClient.Answer>();
    var refused = new ArrayList<EdgeClient.Answer>();
    for (Future<EdgeClient.Answer> future : answers) {
      EdgeClient.Answer answer = future.get();
      (answer.status() == 201 ? admitted : refused).add(answer);
    }
    assertThat(admitted).as("gates that admitted the ticket").hasSize(1);
    assertThat(refused).hasSize(GATES - 1);

    JsonNode yes = admitted.getFirst().json();
    assertThat(refused)
        .allSatisfy(
            no -> {
              assertThat(no.json().path("reason").asText()).isEqualTo("already_redeemed");
              assertThat(no.json().at("/first/gate")).isEqualTo(yes.path("gate"));
            });
    String gate = yes.path("gate").asText();
    String name = gate.substring(gate.indexOf('.') + 1);
    EdgeClient.Answer again = scan(name, code, yes.path("nonce").asText(), "");
    assertThat(again.raw().body()).isEqualTo(admitted.getFirst().raw().body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    try (var journal = new ProofJournal(database.settings())) {
      assertThat(journal.events("Ticket|" + ticket.path("id").asText()))
          .extracting(Object::getClass)
          .extracting(Class::getSimpleName)
          .containsExactly("TicketIssued", "TicketCheckedIn");
    }
  }

  @AfterEach
  void theJournalAgreesWithItself() {
    try (var journal = new ProofJournal(database.settings())) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(journal.reconcile(EntityNumbers.NONE))
                      .satisfies(
                          report -> assertThat(report.isClean()).as(report.render()).isTrue())
                      .satisfies(report -> assertThat(report.counts().tickets()).isPositive()));
    }
  }

  @Test
  void aTicketGoesInAndOutAndRemembersItAfterARestart() {
    JsonNode ticket = paid("in-and-out").getFirst();
    String code = ticket.path("code").asText();
    assertThat(scan("north", code, "1", "").status()).isEqualTo(201);
    assertThat(scan("north", code, "2", ",\"type\":\"exit\"").status()).isEqualTo(201);
    assertThat(scan("south", code, "3", "").status()).isEqualTo(201);
    assertThat(annul("south", code, "3").status()).isEqualTo(200);
    node.close();
    node = Node.start(settings, StartSteps.SILENT);

    assertThat(status("in-and-out")).isEqualTo("checked_out");
    assertThat(scan("south", code, "4", ",\"reentry\":\"never\"").json().path("reason").asText())
        .isEqualTo("already_redeemed");
    assertThat(scan("south", code, "5", "").status()).isEqualTo(201);
    assertThat(status("in-and-out")).isEqualTo("checked_in");
    String gates = "/v1/sales/" + SALE + "/gates";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode south = gate(client.get(gates, operator()).json(), "south");
              assertThat(south.path("entered").asInt()).as("less what was taken back").isEqualTo(1);
              assertThat(south.path("entered_recently").asInt()).isEqualTo(1);
            });
    assertThat(client.get(gates).code()).isEqualTo("device_key_invalid");
  }

  @Test
  void insideIsPeopleAndNotEntriesLessExits() {
    String code = paid("again-and-again").getFirst().path("code").asText();
    String park = ",\"list\":\"park\",\"reentry\":\"always\"";
    for (String nonce : List.of("p1", "p2", "p3", "p4")) {
      assertThat(scan("west", code, nonce, park).status()).isEqualTo(201);
    }
    String never = paid("never-came").getFirst().path("code").asText();
    for (String nonce : List.of("b1", "b2")) {
      String out = ",\"list\":\"backstage\",\"type\":\"exit\"";
      assertThat(scan("west", never, nonce, out).status()).isEqualTo(201);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        client
                            .get("/v1/sales/" + SALE + "/gates", operator())
                            .json()
                            .path("lists")
                            .valueStream()
                            .map(list -> list.path("list").asText() + " " + list.path("inside")))
                    .contains("park 1", "backstage 0"));
  }

  @Test
  void anOldCodeOpensNothing() {
    JsonNode old = paid("moved").getFirst();
    String path = orderOf("moved") + "/tickets/" + old.path("id").asText();
    EdgeClient.Answer reissued =
        client.post(
            path + "/reissue", "{\"generation\":1}", "Idempotency-Key", "move-0123456789abcde");
    assertThat(reissued.json().path("generation").asInt()).isEqualTo(2);

    String code = old.path("code").asText();
    assertThat(scan("north", code, "1", "").json().path("reason").asText()).isEqualTo("revoked");
    String next = reissued.json().path("code").asText();
    assertThat(scan("north", next, "2", "").status()).isEqualTo(201);
    client.post(path + "/void", "{\"reason\":\"stolen\"}", operator());
    assertThat(scan("north", next, "3", "").json().path("reason").asText()).isEqualTo("revoked");
    String list = "/v1/sales/" + SALE + "/void-codes";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(client.get(list, operator()).json().path("data"))
                    .anySatisfy(
                        listed -> {
                          assertThat(listed.path("ticket")).isEqualTo(old.path("id"));
                          assertThat(listed.path("below").asInt()).isEqualTo(65_536);
                        }));
    String etag = client.get(list, operator()).header("ETag");
    assertThat(client.get(list, operator("If-None-Match", etag)).status()).isEqualTo(304);
    assertThat(client.get(list).code()).isEqualTo("device_key_invalid");
  }

  @Test
  void theLettersUnderTheCodeAreLookedUp() {
    JsonNode old = paid("letters").getFirst();
    String letters = old.path("human_code").asText();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              EdgeClient.Answer answer = scan("north", letters.toLowerCase(Locale.ROOT), "1", "");
              assertThat(answer.status()).isEqualTo(201);
              assertThat(answer.json().at("/ticket/id")).isEqualTo(old.path("id"));
            });
    assertThat(scan("north", old.path("code").asText(), "2", "").json().path("reason").asText())
        .isEqualTo("already_redeemed");
    assertThat(annul("north", letters, "1").status()).isEqualTo(200);

    String path = orderOf("letters") + "/tickets/" + old.path("id").asText();
    EdgeClient.Answer reissued =
        client.post(
            path + "/reissue", "{\"generation\":1}", "Idempotency-Key", "renew-0123456789abcde");
    String renewed = reissued.json().path("human_code").asText();
    assertThat(scan("north", letters, "3", "").json().path("reason").asText()).isEqualTo("revoked");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(scan("north", renewed, "4", "").status()).isEqualTo(201));
    assertThat(scan("north", "2222-2222", "5", "").status()).isEqualTo(404);
  }

  @Test
  void aDeviceScansFromItsInvitationToItsEnd() {
    String code = paid("device").getFirst().path("code").asText();
    EdgeClient.Answer invited =
        client.post(
            "/v1/devices",
            "{\"sale\":\"%s\",\"name\":\"North\",\"role\":\"steward\"}".formatted(SALE),
            operator("Idempotency-Key", "north-0123456789abcde"));
    String token = invited.json().at("/setup/token").asText();
    EdgeClient.Answer came = initialize(token, "a nonce of the device");
    String first = came.json().path("key").asText();
    assertThat(initialize(token, "a nonce of the device").raw().body())
        .isEqualTo(came.raw().body());
    assertThat(initialize(token, "a nonce of a thief").code()).isEqualTo("setup_used");

    String redeem = "/v1/gates/" + SALE + ".north/redeem";
    String body = "{\"code\":\"%s\",\"nonce\":\"1\"}".formatted(code);
    EdgeClient.Answer scanned = client.post(redeem, body, bearer(first));
    assertThat(scanned.status()).isEqualTo(201);
    String next =
        client
            .post("/v1/device/roll", "{\"nonce\":\"another nonce\"}", bearer(first))
            .json()
            .path("key")
            .asText();
    assertThat(client.post(redeem, body, bearer(first)).code()).isEqualTo("device_key_invalid");
    assertThat(client.post(redeem, body, bearer(next)).raw().body())
        .isEqualTo(scanned.raw().body());

    String conflicts = "/v1/sales/" + SALE + "/conflicts";
    assertThat(client.get(conflicts, bearer(next)).code()).as("a steward").isEqualTo("forbidden");
    client.post(invited.header("Location") + "/revoke", "{\"reason\":\"lost\"}", operator());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode listed =
                  client.get("/v1/sales/" + SALE + "/devices", operator()).json().at("/data/0");
              assertThat(listed.path("name").asText()).isEqualTo("North");
              assertThat(listed.path("status").asText()).isEqualTo("revoked");
            });
    assertThat(client.post(redeem, body, bearer(next)).code()).isEqualTo("device_key_invalid");
  }

  @Test
  void twoAdmissionsWithoutANetworkAreBothRecordedAndAConflict() {
    JsonNode ticket = paid("offline").getFirst();
    String code = ticket.path("code").asText();
    JsonNode first = upload("north", code, "north-1", "2026-11-21T19:00:00+07:00");
    assertThat(first.path("status").asText()).isEqualTo("recorded");
    assertThat(first.path("conflict").isNull()).isTrue();

    JsonNode second = upload("west", code, "west-1", "2026-11-21T19:02:00+07:00");
    assertThat(second.path("status").asText()).isEqualTo("recorded");
    assertThat(second.at("/conflict/reason").asText()).isEqualTo("already_redeemed");
    assertThat(second.at("/conflict/earlier/gate").asText()).isEqualTo(SALE + ".north");
    assertThat(upload("west", code, "west-1", "2026-11-21T19:02:00+07:00")).isEqualTo(second);
    try (var journal = new ProofJournal(database.settings())) {
      assertThat(journal.events("Ticket|" + ticket.path("id").asText()))
          .extracting(Object::getClass)
          .extracting(Class::getSimpleName)
          .containsExactly("TicketIssued", "TicketCheckedIn", "TicketCheckedIn", "ConflictFound");
    }
    assertThat(scan("east", code, "east-1", "").json().at("/first/gate").asText())
        .isEqualTo(SALE + ".north");
    await()
        .atMost(PATIENCE)
        .ignoreExceptions() // A gate is listed after its first refusal.
        .untilAsserted(
            () -> {
              JsonNode report = client.get("/v1/sales/" + SALE + "/gates", operator()).json();
              assertThat(gate(report, "east").at("/refused/already_redeemed").asInt()).isOne();
              JsonNode conflict =
                  client.get("/v1/sales/" + SALE + "/conflicts", operator()).json().at("/data/0");
              assertThat(conflict.path("ticket")).isEqualTo(ticket.path("id"));
              assertThat(conflict.at("/later/gate").asText()).isEqualTo(SALE + ".west");
              assertThat(conflict.at("/earlier/gate").asText()).isEqualTo(SALE + ".north");
            });
  }

  private static JsonNode upload(String gate, String code, String nonce, String at) {
    return client
        .post(
            "/v1/gates/" + SALE + "." + gate + "/scans",
            "{\"scans\":[{\"code\":\"%s\",\"nonce\":\"%s\",\"scanned_at\":\"%s\"}]}"
                .formatted(code, nonce, at),
            operator())
        .json()
        .at("/results/0");
  }

  private static JsonNode gate(JsonNode report, String name) {
    return report
        .path("gates")
        .valueStream()
        .filter(gate -> gate.path("gate").asText().equals(SALE + "." + name))
        .findFirst()
        .orElseThrow();
  }

  private static EdgeClient.Answer initialize(String token, String nonce) {
    return client.post(
        "/v1/device/initialize", "{\"token\":\"%s\",\"nonce\":\"%s\"}".formatted(token, nonce));
  }

  private static String[] bearer(String key) {
    return new String[] {"Authorization", "Bearer " + key};
  }

  private static EdgeClient.Answer scan(String gate, String code, String nonce, String more) {
    return client.post(
        "/v1/gates/" + SALE + "." + gate + "/redeem",
        "{\"code\":\"%s\",\"nonce\":\"%s\"%s}".formatted(code, nonce, more),
        operator());
  }

  private static EdgeClient.Answer annul(String gate, String code, String nonce) {
    return client.post(
        "/v1/gates/" + SALE + "." + gate + "/annul",
        "{\"code\":\"%s\",\"nonce\":\"%s\"}".formatted(code, nonce),
        operator());
  }

  private static String status(String buyer) {
    return client.get(orderOf(buyer) + "/tickets").json().at("/data/0/status").asText();
  }

  /** The order of this buyer; placed the first time, found again afterwards. */
  private static String orderOf(String buyer) {
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}"
            .formatted(SALE, buyer);
    EdgeClient.Answer placed =
        client.post("/v1/orders", body, "Idempotency-Key", buyer + "-0123456789abcde");
    assertThat(placed.status()).isEqualTo(201);
    return placed.header("Location");
  }

  private static List<JsonNode> paid(String buyer) {
    String order = orderOf(buyer);
    client.post(
        order + "/payments", "{\"method\":\"instant\"}", "Idempotency-Key", "pay-0123456789abcde");
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(order).json().path("status").asText().equals("paid"));
    return client.get(order + "/tickets").json().path("data").valueStream().toList();
  }
}
