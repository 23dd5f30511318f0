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
import id.kuota.http.testing.EdgeClient;
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

  private static GateFixture gates;

  @BeforeAll
  static void start() {
    assumeTrue(Chromium.installed().isPresent(), Chromium.MISSING);
    gates = GateFixture.start(SALE);
  }

  @AfterAll
  static void stop() {
    if (gates != null) gates.close();
  }

  @Test
  void theCameraSeesAGoodTicketAVoidOneATornOneAndTheGoodOneAgain() throws IOException {
    JsonNode good = gates.paid("camera");
    String code = good.path("code").asText();
    Path film =
        new CameraFilm()
            .code(code, 2)
            .nothing(4)
            .code(gates.voided("moved"), 2)
            .nothing(7)
            .torn(code, 4)
            .nothing(4)
            .write(folder);
    try (Chromium chromium = Chromium.start(folder, film)) {
      BrowserPage page = chromium.newPage();
      page.prepare(GateScreen.RECORDER);
      gates.standAt(page, "north");
      seen(page, "yes|", "admitted");
      seen(page, "no|TIDAK BERLAKU LAGI", "void");
      seen(page, "hint|Kode rusak", "torn");
      seen(page, "again|SUDAH DIPAKAI|Pertama kali", "again");
      page.click("#language");
      assertThat(page.text("document.getElementById('entry').textContent")).isEqualTo("Entry");
      assertThat(page.faults()).isEmpty();
    }
    assertThat(gates.passages(good)).containsExactly("TicketIssued", "TicketCheckedIn");
  }

  @Test
  void withoutANetworkTheDeviceDecidesAndTellsItLater() throws IOException {
    String online = gates.paid("online").path("code").asText();
    JsonNode alone = gates.paid("alone");
    String aloneCode = alone.path("code").asText();
    JsonNode twice = gates.paid("twice");
    String twiceCode = twice.path("code").asText();
    String oldCode = gates.voided("left");
    try (Chromium chromium = Chromium.start(folder, new CameraFilm().nothing(1).write(folder))) {
      BrowserPage page = chromium.newPage();
      page.prepare(GateScreen.RECORDER);
      gates.standAt(page, "east");
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
      assertThat(gates.redeem("south", twiceCode)).isEqualTo(201);
      scan(page, twiceCode, "yes|SILAKAN MASUK|diperiksa tanpa jaringan");
      verifiesFast(page, aloneCode);

      gates.standAt(page, "east");
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
    assertThat(gates.passages(alone)).containsExactly("TicketIssued", "TicketCheckedIn");
    assertThat(gates.passages(twice))
        .containsExactly("TicketIssued", "TicketCheckedIn", "TicketCheckedIn", "ConflictFound");
  }

  @Test
  void aScanIsAnnulledAndARevokedDeviceAdmitsNoOne() throws IOException {
    JsonNode ticket = gates.paid("door");
    String code = ticket.path("code").asText();
    try (Chromium chromium = Chromium.start(folder, new CameraFilm().nothing(1).write(folder))) {
      BrowserPage page = chromium.newPage();
      page.prepare(GateScreen.RECORDER);
      String device = gates.standAt(page, "west");
      scan(page, code, "yes|SILAKAN MASUK|");
      page.click("#take-back");
      seen(page, "hint|DIBATALKAN", "taken-back");
      page.click("#exit");
      scan(page, code, "yes|SILAKAN KELUAR|");
      page.click("#entry");
      gates.client().post("/v1/devices/" + device + "/revoke", "{\"reason\":\"lost\"}", operator());
      scan(page, code, "no|Perangkat dicabut");
      page.network(false);
      scan(page, code, "no|Perangkat dicabut");
    }
    assertThat(gates.passages(ticket))
        .containsExactly("TicketIssued", "TicketCheckedIn", "PassageAnnulled", "TicketCheckedOut");
  }

  @Test
  void aSupervisorAdmitsAPersonAgainstTheRule() throws IOException {
    JsonNode ticket = gates.paid("child");
    String code = ticket.path("code").asText();
    try (Chromium chromium = Chromium.start(folder, new CameraFilm().nothing(1).write(folder))) {
      BrowserPage page = chromium.newPage();
      page.prepare(GateScreen.RECORDER);
      gates.standAt(page, "help", "supervisor");
      scan(page, code, "yes|SILAKAN MASUK|");
      scan(page, code, "again|SUDAH DIPAKAI");
      page.click("#force");
      page.fill("#force-reason", "lost child");
      page.picture(PICTURES.resolve("force.png"));
      page.click("#force-form button.main");
      seen(page, "yes|SILAKAN MASUK|", "forced");
      assertThat(page.faults()).isEmpty();
    }
    assertThat(gates.passages(ticket))
        .containsExactly("TicketIssued", "TicketCheckedIn", "TicketCheckedIn");
  }

  @Test
  void aSaleThatNamesItsListsIsScannedByThem() throws IOException {
    lists("{\"id\":\"main\"},{\"id\":\"lounge\",\"offers\":[\"vip\"],\"reentry\":\"always\"}");
    String code = gates.paid("listed").path("code").asText();
    try (Chromium chromium = Chromium.start(folder, new CameraFilm().nothing(1).write(folder))) {
      BrowserPage page = chromium.newPage();
      page.prepare(GateScreen.RECORDER);
      String device = gates.standAt(page, "lounge-door");
      scan(page, code, "yes|SILAKAN MASUK|");
      page.click("#leave");
      await().atMost(PATIENCE).until(() -> GateScreen.screen(page).equals("post"));
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
    EdgeClient.Answer set =
        gates
            .client()
            .put(
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
                        gates
                            .client()
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
}
