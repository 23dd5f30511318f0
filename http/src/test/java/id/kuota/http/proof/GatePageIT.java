package id.kuota.http.proof;

import static id.kuota.http.proof.GateScreen.PATIENCE;
import static id.kuota.http.proof.GateScreen.PICTURES;
import static id.kuota.http.proof.GateScreen.now;
import static id.kuota.http.proof.GateScreen.scan;
import static id.kuota.http.proof.GateScreen.seen;
import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.browser.BrowserPage;
import id.kuota.http.browser.CameraFilm;
import id.kuota.http.browser.Chromium;
import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.StartSteps;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.EdgeClient.Answer;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a gate in a real browser, before a real node: what a steward sees and does. */
final class GatePageIT {

  private static final String SALE = "gate-page";

  @TempDir private Path folder;

  private static EmbeddedDatabase database;
  private static NodeSettings settings;
  private static Node node;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    assumeTrue(Chromium.installed().isPresent(), Chromium.MISSING);
    database = EmbeddedDatabase.temporary();
    settings = ProofPorts.settings(database);
    node = Node.start(settings, StartSteps.SILENT);
    client = new EdgeClient(settings.httpPort());
    client.put(
        "/v1/sales/" + SALE,
        """
        {"name":"Gate page","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
         "closes_at":"2099-01-01T00:00:00Z","quotas":[{"id":"cat1","capacity":100}],
         "offers":[{"id":"cat1","name":"CAT 1","price":{"face":1000}},
                   {"id":"vip","name":"VIP","price":{"face":9000},"quotas":["cat1"]}]}
        """,
        operator());
    client.act("/v1/sales/" + SALE + "/open", operator());
  }

  @AfterAll
  static void stop() {
    if (node == null) return;
    node.close();
    database.close();
  }

  @Test
  void theCameraSeesAGoodTicketAVoidOneATornOneAndTheGoodOneAgain() throws IOException {
    JsonNode good = paid("camera");
    String code = good.path("code").asText();
    Path film =
        new CameraFilm()
            .code(code, 2)
            .nothing(4)
            .code(voided("moved"), 2)
            .nothing(7)
            .torn(code, 4)
            .nothing(4)
            .write(folder);
    try (Chromium chromium = Chromium.start(folder, film)) {
      BrowserPage page = chromium.page();
      page.prepare(GateScreen.RECORDER);
      standAt(page, "north");
      seen(page, "yes|", "admitted");
      seen(page, "no|TIDAK BERLAKU LAGI", "void");
      seen(page, "hint|Kode rusak", "torn");
      seen(page, "again|SUDAH DIPAKAI|Pertama kali", "again");
      page.click("#language");
      assertThat(page.text("document.getElementById('entry').textContent")).isEqualTo("Entry");
      assertThat(page.faults()).isEmpty();
    }
    assertThat(passages(good)).containsExactly("TicketIssued", "TicketCheckedIn");
  }

  @Test
  void withoutANetworkTheDeviceDecidesAndTellsItLater() throws IOException {
    String online = paid("online").path("code").asText();
    JsonNode alone = paid("alone");
    String aloneCode = alone.path("code").asText();
    JsonNode twice = paid("twice");
    String twiceCode = twice.path("code").asText();
    String oldCode = voided("left");
    try (Chromium chromium = Chromium.start(folder, new CameraFilm().nothing(1).write(folder))) {
      BrowserPage page = chromium.page();
      page.prepare(GateScreen.RECORDER);
      standAt(page, "east");
      await().atMost(PATIENCE).until(() -> now(page, "lists").isNumber());
      scan(page, online, "yes|SILAKAN MASUK|");

      page.network(false);
      scan(page, aloneCode, "yes|SILAKAN MASUK|diperiksa tanpa jaringan");
      page.picture(PICTURES.resolve("offline.png"));
      scan(page, aloneCode, "again|SUDAH DIPAKAI");
      scan(page, online, "again|SUDAH DIPAKAI");
      scan(page, oldCode, "no|TIDAK BERLAKU LAGI");
      scan(page, forged(aloneCode), "no|BUKAN TIKET KAMI");
      scan(page, "KT1:torn off here", "no|BUKAN TIKET KAMI");
      assertThat(redeem("south", twiceCode)).isEqualTo(201);
      scan(page, twiceCode, "yes|SILAKAN MASUK|diperiksa tanpa jaringan");
      verifiesFast(page, aloneCode);

      standAt(page, "east");
      assertThat(now(page, "untold").asInt())
          .as("kept over a new start without a network")
          .isEqualTo(2);
      scan(page, aloneCode, "again|SUDAH DIPAKAI");

      page.network(true);
      await().atMost(PATIENCE).until(() -> now(page, "network").asText().equals("online"));
      assertThat(now(page, "untold").asInt()).isZero();
      assertThat(page.text("document.getElementById('conflict-list').textContent"))
          .contains("south");
      page.picture(PICTURES.resolve("conflict.png"));
      scan(page, aloneCode, "again|SUDAH DIPAKAI");
      assertThat(page.faults()).isEmpty();
    }
    assertThat(passages(alone)).containsExactly("TicketIssued", "TicketCheckedIn");
    assertThat(passages(twice))
        .containsExactly("TicketIssued", "TicketCheckedIn", "TicketCheckedIn", "ConflictFound");
  }

  @Test
  void aScanIsTakenBackAndARevokedDeviceLetsNobodyIn() throws IOException {
    JsonNode ticket = paid("door");
    String code = ticket.path("code").asText();
    try (Chromium chromium = Chromium.start(folder, new CameraFilm().nothing(1).write(folder))) {
      BrowserPage page = chromium.page();
      page.prepare(GateScreen.RECORDER);
      String device = standAt(page, "west");
      scan(page, code, "yes|SILAKAN MASUK|");
      page.click("#take-back");
      seen(page, "hint|DIBATALKAN", "taken-back");
      page.click("#exit");
      scan(page, code, "yes|SILAKAN KELUAR|");
      page.click("#entry");
      client.post("/v1/devices/" + device + "/revoke", "{\"reason\":\"lost\"}", operator());
      scan(page, code, "no|Perangkat dicabut");
      page.network(false);
      scan(page, code, "no|Perangkat dicabut");
    }
    assertThat(passages(ticket))
        .containsExactly("TicketIssued", "TicketCheckedIn", "PassageAnnulled", "TicketCheckedOut");
  }

  @Test
  void aSupervisorLetsSomebodyInAgainstTheRule() throws IOException {
    JsonNode ticket = paid("child");
    String code = ticket.path("code").asText();
    try (Chromium chromium = Chromium.start(folder, new CameraFilm().nothing(1).write(folder))) {
      BrowserPage page = chromium.page();
      page.prepare(GateScreen.RECORDER);
      standAt(page, "help", "supervisor");
      scan(page, code, "yes|SILAKAN MASUK|");
      scan(page, code, "again|SUDAH DIPAKAI");
      page.eval("window.prompt = () => 'lost child'");
      page.click("#force");
      seen(page, "yes|SILAKAN MASUK|", "forced");
      assertThat(page.faults()).isEmpty();
    }
    assertThat(passages(ticket))
        .containsExactly("TicketIssued", "TicketCheckedIn", "TicketCheckedIn");
  }

  @Test
  void aSaleThatNamesItsListsIsScannedByThem() throws IOException {
    lists("{\"id\":\"main\"},{\"id\":\"lounge\",\"offers\":[\"vip\"],\"reentry\":\"always\"}");
    String code = paid("listed").path("code").asText();
    try (Chromium chromium = Chromium.start(folder, new CameraFilm().nothing(1).write(folder))) {
      BrowserPage page = chromium.page();
      page.prepare(GateScreen.RECORDER);
      String device = standAt(page, "lounge-door");
      scan(page, code, "yes|SILAKAN MASUK|");
      page.click("#leave");
      await()
          .atMost(PATIENCE)
          .until(() -> page.text("document.body.dataset.screen").equals("post"));
      page.eval("document.getElementById('post-named').value = 'lounge'");
      page.picture(PICTURES.resolve("post-named.png"));
      page.click("#post-form button");
      await().atMost(PATIENCE).until(() -> now(page, "lists").isNumber());
      scan(page, code, "no|BUKAN UNTUK GERBANG INI");
      awaitHeartbeat(device);

      page.network(false);
      scan(page, code, "no|BUKAN UNTUK GERBANG INI|diperiksa tanpa jaringan");
      page.network(true);
      await().atMost(PATIENCE).until(() -> now(page, "network").asText().equals("online"));
      lists("{\"id\":\"main\"}");
      scan(page, code, "no|DAFTAR INI TIDAK ADA LAGI");
      assertThat(page.faults()).isEmpty();
    } finally {
      lists("");
    }
  }

  private static void lists(String lists) {
    Answer set =
        client.put(
            "/v1/sales/" + SALE + "/lists",
            "{\"lists\":[" + lists + "]}",
            operator("If-Match", "*"));
    assertThat(set.status()).isEqualTo(200);
  }

  private static void awaitHeartbeat(String device) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        client
                            .get("/v1/sales/" + SALE + "/devices", operator())
                            .json()
                            .path("data"))
                    .filteredOn(listed -> listed.path("id").asText().equals(device))
                    .singleElement()
                    .satisfies(
                        listed -> {
                          assertThat(listed.path("app").asText()).startsWith("Gate page ");
                          assertThat(listed.path("gate").asText()).isEqualTo(SALE + ".lounge-door");
                          assertThat(listed.path("unsent").asInt()).isZero();
                          assertThat(listed.path("attention")).isEmpty();
                        }));
  }

  private static String standAt(BrowserPage page, String gate) {
    return standAt(page, gate, "steward");
  }

  /** Sets the browser up as a device of the gate, if it is none, and begins to scan; the device. */
  private static String standAt(BrowserPage page, String gate, String role) {
    page.open(settings.localUrl() + "/gate");
    await()
        .atMost(PATIENCE)
        .until(() -> !page.text("document.body.dataset.screen").equals("loading"));
    String device = "";
    if (page.text("document.body.dataset.screen").equals("setup")) {
      page.picture(PICTURES.resolve("setup.png"));
      Answer invited =
          client.post(
              "/v1/devices",
              "{\"sale\":\"%s\",\"name\":\"Phone\",\"role\":\"%s\"}".formatted(SALE, role),
              operator("Idempotency-Key", "phone-0123456789abcde-at-" + gate));
      assertThat(invited.status()).isEqualTo(201);
      device = invited.json().path("id").asText();
      page.fill("#setup-token", invited.json().at("/setup/token").asText());
      page.click("#setup-form button");
      await()
          .atMost(PATIENCE)
          .until(() -> page.text("document.body.dataset.screen").equals("post"));
      page.eval("navigator.serviceWorker.ready.then(() => 1)");
      page.fill("#post-gate", gate);
      page.picture(PICTURES.resolve("post.png"));
    }
    page.click("#post-form button");
    await().atMost(PATIENCE).until(() -> page.text("document.body.dataset.camera").equals("on"));
    return device;
  }

  /** By the browser itself, and by the library for browsers that cannot. */
  private static void verifiesFast(BrowserPage page, String code) {
    JsonNode times =
        page.eval(
            """
            (async () => {
              const { read } = await import("/gate/offline.js");
              const { open } = await import("/gate/code.js");
              const { bytesOf, holdsByLibrary } = await import("/gate/signature.js");
              const { fact } = await import("/gate/store.js");
              const code = "%s";
              const keys = await fact("keys");
              const opened = open(code);
              const key = bytesOf(keys[opened.key]);
              const median = async (act) => {
                const times = [];
                for (let i = 0; i < 101; i++) {
                  const begin = performance.now();
                  if (!(await act())) throw new Error("a good code was refused");
                  times.push(performance.now() - begin);
                }
                return times.sort((a, b) => a - b)[50];
              };
              return {
                browser: await median(() => read(code, keys)),
                library: await median(() => holdsByLibrary(key, opened.signature, opened.signed)),
              };
            })()
            """
                .formatted(code));
    assertThat(times.path("browser").asDouble()).as("ms by the browser").isLessThan(5);
    assertThat(times.path("library").asDouble()).as("ms by the library").isLessThan(50);
  }

  private static String forged(String code) {
    char last = code.charAt(20) == 'A' ? 'B' : 'A';
    return code.substring(0, 20) + last + code.substring(21);
  }

  private static int redeem(String gate, String code) {
    String body = "{\"code\":\"%s\",\"nonce\":\"%s\"}".formatted(code, gate);
    return client.post("/v1/gates/" + SALE + "." + gate + "/redeem", body, operator()).status();
  }

  private static Iterable<String> passages(JsonNode ticket) {
    try (var journal = new ProofJournal(database.settings())) {
      return journal.events("Ticket|" + ticket.path("id").asText()).stream()
          .map(event -> event.getClass().getSimpleName())
          .toList();
    }
  }

  /** The first code of a ticket that has another now, as everybody knows. */
  private static String voided(String buyer) {
    JsonNode old = paid(buyer);
    String ticket = old.path("id").asText();
    client.post(
        orderOf(buyer) + "/tickets/" + ticket + "/reissue",
        "{\"generation\":1}",
        "Idempotency-Key",
        buyer + "-0123456789abcde");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                client
                    .get("/v1/sales/" + SALE + "/void-codes", operator())
                    .text()
                    .contains(ticket));
    return old.path("code").asText();
  }

  private static String orderOf(String buyer) {
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}"
            .formatted(SALE, buyer);
    return client
        .post("/v1/orders", body, "Idempotency-Key", buyer + "-0123456789abcde")
        .header("Location");
  }

  private static JsonNode paid(String buyer) {
    String order = orderOf(buyer);
    client.post(
        order + "/payments", "{\"method\":\"instant\"}", "Idempotency-Key", "pay-0123456789abcde");
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(order).json().path("status").asText().equals("paid"));
    return client.get(order + "/tickets").json().at("/data/0");
  }
}
