package id.kuota.http.proof;

import static id.kuota.http.proof.GateScreen.PATIENCE;
import static id.kuota.http.proof.GateScreen.PICTURES;
import static id.kuota.http.proof.GateScreen.missed;
import static id.kuota.http.proof.GateScreen.now;
import static id.kuota.http.proof.GateScreen.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.browser.BrowserPage;
import id.kuota.http.browser.CameraFilm;
import id.kuota.http.browser.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scanners that act as a keyboard, in all the ways in which they are set up, at the page of a gate.
 */
final class GateScannersIT {

  /** The server answers a scan late. */
  private static final String LATE =
      """
      const soon = window.fetch;
      window.late = 0;
      window.fetch = async (url, options) => {
        if (!String(url).endsWith("/redeem")) return soon(url, options);
        const asked = performance.now();
        while (performance.now() - asked < window.late) {
          await new Promise((done) => setTimeout(done, 20));
        }
        return soon(url, { ...options, signal: undefined });
      };
      """;

  @TempDir private static Path folder;

  private static GateFixture gates;
  private static Chromium chromium;
  private static int buyers;
  private BrowserPage page;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Chromium.installed().isPresent(), Chromium.MISSING);
    gates = GateFixture.start("gate-scanners");
    chromium = Chromium.start(folder, new CameraFilm().nothing(1).write(folder));
  }

  @AfterAll
  static void stop() {
    if (chromium != null) chromium.close();
    if (gates != null) gates.close();
  }

  @BeforeEach
  void standAtTheGate() {
    page = chromium.newPage();
    page.prepare(GateScreen.RECORDER + LATE);
    gates.standAt(page, "gate" + ++buyers);
    await().atMost(PATIENCE).until(() -> now(page, "lists").isNumber());
    await().atMost(PATIENCE).until(() -> now(page, "network").asText().equals("online"));
  }

  @AfterEach
  void leave() {
    try (BrowserPage done = page) {
      assertThat(done.faults()).isEmpty();
    }
  }

  @Test
  void whatIsScannedWhileAnAnswerIsLateWaitsForItsTurn() {
    JsonNode first = ticket();
    JsonNode second = ticket();
    JsonNode third = ticket();
    answersAreLate(PATIENCE);
    Scanner scanner = Scanner.at(page);
    scanner.scan(code(first));
    scanner.scan(code(second));
    scanner.scan(code(second));
    page.click("#exit");
    scanner.scan(code(third));
    await()
        .atMost(PATIENCE)
        .until(
            () -> page.text("document.getElementById('line').textContent").contains("2 menunggu"));
    page.picture(PICTURES.resolve("line.png"));
    answersAreLate(Duration.ZERO);
    awaitShown(
        "yes|SILAKAN MASUK||" + name(first),
        "yes|SILAKAN MASUK||" + name(second),
        "yes|SILAKAN KELUAR||" + name(third));
    assertThat(missed(page)).containsExactly("false|Tiket yang sama sedang diperiksa|");
    assertThat(page.text("document.getElementById('line').textContent")).isEmpty();
    assertThat(gates.passages(second)).containsExactly("TicketIssued", "TicketCheckedIn");
    assertThat(gates.passages(third)).containsExactly("TicketIssued", "TicketCheckedOut");
  }

  @Test
  void whatFindsTheLineFullIsSaidLoudly() {
    List<String> codes = IntStream.range(0, 10).mapToObj(i -> code(ticket())).toList();
    answersAreLate(PATIENCE);
    for (String code : codes) {
      page.fill("#typed", code);
      page.click("#typed-form button");
    }
    await().atMost(PATIENCE).until(() -> !missed(page).isEmpty());
    page.picture(PICTURES.resolve("missed.png"));
    page.click("#language");
    page.picture(PICTURES.resolve("missed-en.png"));
    assertThat(missed(page).getFirst())
        .startsWith("true|TIDAK TERBACA: PINDAI LAGI|Antrean scan penuh");
    answersAreLate(Duration.ZERO);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                shown(page).stream()
                        .map(one -> one.substring(one.lastIndexOf("|")))
                        .distinct()
                        .count()
                    == 9);
  }

  @Test
  void eachResultIsShownLongEnoughToBeSeen() {
    JsonNode first = ticket();
    JsonNode second = ticket();
    page.eval(
        """
        window.times = [];
        new MutationObserver(() => window.times.push(performance.now()))
          .observe(document.getElementById("verdict-ticket"), { childList: true });
        """);
    Scanner.at(page).scan(code(first));
    Scanner.at(page).scan(code(second));
    awaitShown("yes|SILAKAN MASUK||" + name(first), "yes|SILAKAN MASUK||" + name(second));
    assertThat(page.eval("window.times.at(-1) - window.times.at(0)").asDouble()).isGreaterThan(800);
  }

  @Test
  void aReloadLosesNoScan() {
    JsonNode first = ticket();
    JsonNode second = ticket();
    answersAreLate(PATIENCE); // Of this page: the one that is loaded next has its own.
    Scanner.at(page).scan(code(first));
    Scanner.at(page).scan(code(second));
    gates.standAt(page, "again");
    awaitShown("yes|SILAKAN MASUK||" + name(first), "yes|SILAKAN MASUK||" + name(second));
    assertThat(gates.passages(first)).containsExactly("TicketIssued", "TicketCheckedIn");
    assertThat(gates.passages(second)).containsExactly("TicketIssued", "TicketCheckedIn");
  }

  @Test
  void aStaleScanIsReportedLoudlyAfterAReload() {
    page.eval(
        "localStorage.setItem('waiting', JSON.stringify([{ id: 'x', scan: { text: 'x', keys: '' }, at: 1 }]))");
    gates.standAt(page, "later");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                missed(page).stream()
                    .anyMatch(
                        said -> said.startsWith("true|TIDAK TERBACA: PINDAI LAGI|1 scan belum")));
    assertThat(shown(page)).isEmpty();
  }

  @Test
  void aCodeIsReadHoweverTheScannerIsSetUp() {
    Scanner scanner = Scanner.at(page);
    admits(code -> scanner.typing(GateScannersIT::capsLock).scan(code));
    admits(code -> scanner.scan(code.toLowerCase(Locale.ROOT)));
    admits(code -> scanner.ending("Tab").scan(code));
    admits(code -> scanner.ending("Enter", "Enter", "Tab").scan(code));
    admits(code -> scanner.ending().scan(code));
    admits(code -> scanner.scan(" " + code));
    admits(code -> scanner.scan("]Q1" + code + " "));
    admits(code -> scanner.ending(";").scan(code));
    admits(code -> scanner.ending(";", "Enter").scan(code));
    admits(code -> scanner.slow(Duration.ofMillis(40)).ending().scan(code));
    assertThat(missed(page)).isEmpty();
  }

  @Test
  void twoCodesWithoutAnySuffixAreTwo() {
    JsonNode first = ticket();
    JsonNode second = ticket();
    Scanner.at(page).ending().scan(code(first) + code(second));
    awaitShown("yes|SILAKAN MASUK||" + name(first), "yes|SILAKAN MASUK||" + name(second));
  }

  @Test
  void aScannerPressesNoButtonAndFillsNoField() {
    Scanner scanner = Scanner.at(page);
    JsonNode first = admits(scanner::scan);
    page.eval("document.getElementById('take-back').focus()");
    scanner.scan("");
    scanner.ending(" ", "Enter", "Enter").scan("");
    admits(scanner::scan);
    page.eval("document.getElementById('leave').focus()");
    admits(code -> scanner.ending("Enter", "Enter").scan(code));
    page.eval("document.getElementById('language').focus()");
    admits(code -> scanner.ending().scan(code));
    page.eval("document.getElementById('typed').focus()");
    page.fill("#typed", "AB");
    admits(scanner::scan);
    admits(code -> scanner.ending("Tab").scan(code));
    admits(code -> scanner.ending(";", "Enter").scan(code));
    admits(code -> scanner.ending().scan(code));
    assertThat(page.text("document.getElementById('typed').value")).isEqualTo("AB");
    assertThat(page.text("document.documentElement.lang")).isEqualTo("id");
    assertThat(gates.passages(first)).containsExactly("TicketIssued", "TicketCheckedIn");
  }

  @Test
  void theKeysOfTheScannerCountWhateverLayoutTheDeviceHas() {
    Scanner scanner = Scanner.at(page);
    admits(code -> scanner.typing(GateScannersIT::german).scan(code));
    admits(code -> scanner.typing(GateScannersIT::german).ending().scan(code));
    admits(code -> scanner.typing(GateScannersIT::french).scan(code));
    admits(code -> scanner.typing(sign -> 'ش').scan(code));
    page.network(false);
    admitsOffline(code -> scanner.typing(GateScannersIT::german).scan(code));
    // Where the browser tells no keys, the signs must do.
    admitsOffline(code -> page.typeAndEnter(typed(code, GateScannersIT::german)));
    admitsOffline(code -> page.typeAndEnter(typed(code, GateScannersIT::french)));
    page.network(true);
    await().atMost(PATIENCE).until(() -> now(page, "network").asText().equals("online"));
    admits(code -> page.typeAndEnter(typed(code, GateScannersIT::german)));
  }

  @Test
  void whatALayoutHasSpoiltIsToldApartFromAForgery() {
    String spoilt = typed(code(ticket()), GateScannersIT::german);
    String cut = spoilt.substring(0, 80) + spoilt.substring(81);
    GateScreen.scan(page, cut, "hint|TATA LETAK KEYBOARD BERBEDA|");
    page.picture(PICTURES.resolve("layout.png"));
    page.network(false);
    GateScreen.scan(page, cut, "hint|TATA LETAK KEYBOARD BERBEDA|");
    page.click("#language");
    page.picture(PICTURES.resolve("layout-en.png"));
  }

  @Test
  void whatIsShorterThanACodeIsSaid() {
    page.typeAndEnter("123");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                missed(page)
                    .contains(
                        "false|Bukan kode tiket: terlalu pendek|Pindai lagi, atau ketik kode lalu tekan Periksa."));
    page.picture(PICTURES.resolve("short.png"));
    assertThat(shown(page)).isEmpty();
  }

  @Test
  void aScanOutsideOfTheScreenForItIsSaidLoudlyAndChoosesNoGate() {
    page.click("#leave");
    await().atMost(PATIENCE).until(() -> GateScreen.screen(page).equals("post"));
    page.eval("document.getElementById('post-gate').focus()");
    String gate = page.text("document.getElementById('post-gate').value");
    Scanner.at(page).scan(code(ticket()));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                missed(page).stream()
                    .anyMatch(
                        said ->
                            said.startsWith(
                                "true|TIDAK TERBACA: PINDAI LAGI|Perangkat ini belum")));
    page.eval("document.getElementById('forget').focus()");
    Scanner.at(page).ending("Enter", "Enter").scan(code(ticket()));
    assertThat(GateScreen.screen(page)).isEqualTo("post");
    assertThat(page.text("document.getElementById('post-gate').value")).isEqualTo(gate);
    assertThat(page.text("document.getElementById('forget-note').textContent")).isEmpty();
  }

  private interface Act {
    void scan(String code);
  }

  private JsonNode admits(Act act) {
    return admits(act, "");
  }

  private void admitsOffline(Act act) {
    admits(act, "diperiksa tanpa jaringan");
  }

  private JsonNode admits(Act act, String detail) {
    JsonNode ticket = ticket();
    page.eval("window.shown = []");
    act.scan(code(ticket));
    awaitShown("yes|SILAKAN MASUK|" + detail + "|" + name(ticket));
    return ticket;
  }

  private void awaitShown(String... all) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(shown(page)).containsExactly(all));
  }

  private void answersAreLate(Duration by) {
    page.eval("window.late = " + by.toMillis());
  }

  private static JsonNode ticket() {
    return gates.paid("buyer-" + ++buyers);
  }

  private static String code(JsonNode ticket) {
    return ticket.path("code").asText();
  }

  private static String name(JsonNode ticket) {
    String id = ticket.path("id").asText();
    return "cat1 · " + id.substring(id.length() - 8).toUpperCase(Locale.ROOT);
  }

  private static String typed(String code, IntUnaryOperator signs) {
    return code.chars().map(signs).mapToObj(Character::toString).reduce("", String::concat);
  }

  private static int capsLock(int sign) {
    return Character.toLowerCase(sign);
  }

  private static int german(int sign) {
    return swap(sign, "YZ:/-+*", "ZYÖ-ß`(");
  }

  private static int french(int sign) {
    return swap(sign, "AQWZM:1234567890-./*$%", "QAZW?M&é\"'(-è_çà):!8" + "4" + "5");
  }

  private static int swap(int sign, String from, String to) {
    int at = from.indexOf(sign);
    return at < 0 ? sign : to.charAt(at);
  }
}
