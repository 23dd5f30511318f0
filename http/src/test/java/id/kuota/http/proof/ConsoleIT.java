package id.kuota.http.proof;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.browser.CameraFilm;
import id.kuota.http.browser.Chromium;
import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.StartSteps;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in a real browser, before a real node without any sale. The steps of a newcomer come
 * first, and the others look at the sale that they leave.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ConsoleIT {

  private static final String SALE = "malam-jazz";
  private static final List<String> VIEWS =
      List.of(
          "sales",
          "create",
          "sales/" + SALE,
          "sales/" + SALE + "/reports",
          "orders",
          "refunds",
          "gates",
          "cluster");

  @TempDir private static Path folder;

  private static EmbeddedDatabase database;
  private static Node node;
  private static EdgeClient client;
  private static Chromium chromium;
  private static ConsoleScreen screen;
  private static String order = "";

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Chromium.installed().isPresent(), Chromium.MISSING);
    database = EmbeddedDatabase.temporary();
    NodeSettings settings = ProofPorts.settings(database);
    node = Node.start(settings, StartSteps.SILENT);
    client = new EdgeClient(settings.httpPort());
    chromium = Chromium.start(folder, new CameraFilm().nothing(1).write(folder));
    screen = new ConsoleScreen(chromium.newPage(), settings.localUrl());
  }

  @AfterAll
  static void stop() {
    if (screen != null) screen.close();
    if (chromium != null) chromium.close();
    if (node != null) node.close();
    if (database != null) database.close();
  }

  @Test
  @Order(1)
  void aNewcomerSignsInCreatesASaleOpensItAndSeesItLive() {
    screen.open("sales");
    screen.shows("Kunci operator");
    screen.sound("sign-in");
    screen.type("#key", "a wrong key of some length");
    screen.press("button.main");
    screen.awaits("[role=alert]");
    screen.signIn();
    screen.shows("Belum ada penjualan");
    screen.sound("empty");
    screen.press("main a.button");
    screen.type("#f-name", "Malam Jazz");
    screen.type("[data-offer='0-name']", "CAT 1");
    screen.type("[data-offer='0-price']", "750000");
    screen.type("[data-offer='0-quota']", "40");
    screen.type("#f-closes", "2020-01-01T10:00");
    screen.shows("Rp\u00a030.000.000");
    screen.press("#create button.main");
    screen.awaits("#f-closes[aria-invalid=true]");
    screen.sound("create-fault");
    screen.type("#f-closes", "2099-01-01T10:00");
    screen.press("#create button.main");
    screen.awaits("#open-now");
    screen.sound("created");
    screen.press("#open-now");
    screen.awaits("[data-quota]");
    screen.shows("dibuka");
    JsonNode sale = client.get("/v1/sales/" + SALE).json();
    assertThat(sale.path("status").asText()).isEqualTo("open");
    assertThat(sale.path("closes_at").asText()).as("read as WIB").isEqualTo("2099-01-01T03:00:00Z");
    assertThat(sale.path("hold_seconds").asInt()).isEqualTo(900);
  }

  @Test
  @Order(2)
  void thePageShowsWhatIsSoldWithoutAReload() {
    order = bought();
    screen.open("sales/" + SALE);
    screen.shows("terjual 3");
    screen.shows("bebas 37");
    screen.shows("Rp\u00a02.250.000");
    screen.awaits("k-chart canvas");
  }

  @Test
  @Order(3)
  void everyPageIsSoundInBothLanguagesAndColours() {
    for (String view : VIEWS) soundInAll(view, view.replace('/', '-'));
    soundInAll("orders/" + order, "order");
  }

  @Test
  @Order(4)
  void aTicketOfAnOrderHasItsHistory() {
    String tickets = "/v1/tickets?order=" + order;
    await().until(() -> client.get(tickets, operator()).json().path("tickets").size() == 3);
    screen.settings("id", "light");
    screen.open("orders/" + order);
    screen.awaits("[data-history]");
    screen.press("[data-history]");
    screen.shows("Diterbitkan");
    screen.shows("Belum pernah melewati gerbang.");
    screen.sound("ticket-history");
  }

  @Test
  @Order(4)
  void aCapacityIsChangedWithAReasonAndTheServerSaysWhyNot() {
    screen.settings("id", "light");
    screen.open("sales/" + SALE);
    screen.awaits("[data-quota] button");
    screen.press("[data-quota] button");
    screen.type("#ask-capacity", "2");
    screen.type("#ask-reason", "fewer chairs");
    screen.press("dialog[open] button.main");
    screen.awaits("dialog[open] [role=alert]");
    screen.sound("capacity-refused");
    screen.type("#ask-capacity", "50");
    screen.press("dialog[open] button.main");
    screen.shows("dari 50");
    JsonNode quota = client.get("/v1/quotas/" + SALE + ".cat-1", operator()).json();
    assertThat(quota.path("capacity_reason").asText()).isEqualTo("fewer chairs");
  }

  @Test
  @Order(5)
  void twoReadersOfASaleShareOneStream() {
    JsonNode counted =
        screen.eval(
            """
            (async () => {
              const { watch } = await import("/console/stream.js");
              const ask = window.fetch;
              let streams = 0;
              window.fetch = (path, options) => {
                if (path.startsWith("/v1/live")) streams++;
                return ask(path, options);
              };
              const lead = Promise.withResolvers();
              const other = Promise.withResolvers();
              location.hash = "#/sales";
              const ends = [watch("%s", lead.resolve), watch("%s", other.resolve)];
              const got = await Promise.all([lead.promise, other.promise]);
              const passed = Promise.withResolvers();
              const third = watch("%s", passed.resolve);
              ends.forEach((end) => end());
              await passed.promise;
              third();
              window.fetch = ask;
              return { streams, sales: got.map((one) => one.live.sale) };
            })()
            """
                .formatted(SALE, SALE, SALE));
    assertThat(counted.path("sales")).extracting(JsonNode::asText).containsExactly(SALE, SALE);
    assertThat(counted.path("streams").asInt()).as("of three readers").isBetween(1, 2);
  }

  @Test
  @Order(6)
  void anEventIsCancelledByItsIdAndThePageShowsHowFarItIs() {
    screen.settings("id", "light");
    screen.open("sales/" + SALE);
    screen.awaits("#cancel-event");
    screen.press("#cancel-event");
    screen.type("#ask-reason", "badai");
    screen.type("#ask-id", "another-sale");
    screen.press("dialog[open] button.risky");
    screen.awaits("#ask-id:invalid");
    screen.sound("cancel-event");
    assertThat(client.get("/v1/sales/" + SALE).json().path("status").asText()).isEqualTo("open");
    screen.type("#ask-id", SALE);
    screen.press("dialog[open] button.risky");
    screen.awaits("#cancellation [role=progressbar]");
    screen.shows("badai");
    screen.shows("Semua pesanan selesai");
    screen.shows("Rp\u00a02.250.000");
    soundInAll("sales/" + SALE + "/cancellation", "cancellation");
    soundInAll("sales/" + SALE, "sale-cancelled");
    assertThat(client.get("/v1/orders/" + order).json().path("status").asText())
        .isEqualTo("refunded");
  }

  @Test
  @Order(7)
  void withoutNewsThePageLosesItsColours() {
    screen.open("sales/" + SALE);
    screen.awaits("[data-stale=no]");
    node.close();
    screen.awaits("[data-stale=yes]");
    screen.awaits("#live.stale");
    screen.picture("stale");
  }

  private static void soundInAll(String view, String name) {
    for (String language : List.of("id", "en")) {
      for (String scheme : List.of("light", "dark")) {
        screen.settings(language, scheme);
        screen.open(view);
        screen.sound(name + "-" + language + "-" + scheme);
      }
    }
  }

  private static String bought() {
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"ani@example.com\",\"lines\":[{\"offer\":\"cat-1\",\"quantity\":3}]}"
            .formatted(SALE);
    String path =
        client
            .post("/v1/orders", body, "Idempotency-Key", "the-order-of-the-console")
            .header("Location");
    client.post(
        path + "/payments", "{\"method\":\"instant\"}", "Idempotency-Key", "the-payment-of-it");
    await().until(() -> client.get(path).json().path("status").asText().equals("paid"));
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
