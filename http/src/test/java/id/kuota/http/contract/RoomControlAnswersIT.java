package id.kuota.http.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.FaultyEngine;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The part of {@link EveryAnswerIT} that concerns the controls of waiting rooms, links past them
 * and the published draw, which a script of its own verifies.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RoomControlAnswersIT {

  private static final Pattern HERE =
      Pattern.compile(
          "[A-Z]+ /v1/sales/\\{sale}/waiting-room/(bypass|bundle|controls|beacon|links.*) .*");
  private static final String OPERATION = "/v1/sales/{sale}/waiting-room";
  private static final String PATH = "/v1/sales/" + Samples.SALE + "/waiting-room";
  private static final String VALUE = "0f".repeat(32);
  private static final Path SCRIPT = Path.of("../docs/verify-draw.py");
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Map<String, String> OPERATOR =
      Map.of(
          "Content-Type",
          "application/json",
          "Authorization",
          "Bearer " + RunningEdge.OPERATOR_KEY);

  private static final Request READ =
      new Request(
          "GET " + OPERATION + "/controls",
          PATH + "/controls",
          null,
          Map.of("Authorization", "Bearer " + RunningEdge.OPERATOR_KEY));
  private static final Request SET =
      operator("/controls", "/controls", "{\"paused\":true,\"reason\":\"slow\"}");
  private static final Request BEACON =
      operator("/beacon", "/beacon", "{\"value\":\"%s\",\"source\":\"round 1\"}".formatted(VALUE));
  private static final Request LINK =
      operator(
              "/links",
              "/links",
              "{\"uses\":2,\"expires_at\":\"2026-11-21T04:00:00Z\",\"reason\":\"fans\"}")
          .with("Idempotency-Key", "link-0123456789abcdef");
  private static final Request REVOKE =
      operator(
          "/links/{link}/revoke", "/links/" + "0".repeat(32) + "/revoke", "{\"reason\":\"x\"}");
  private static final Request BYPASS =
      new Request(
          "POST " + OPERATION + "/bypass",
          PATH + "/bypass",
          "{\"link\":\"lnk_x\",\"buyer\":\"ani@example.com\"}",
          JSON);
  private static final Request BUNDLE =
      new Request("GET " + OPERATION + "/bundle", PATH + "/bundle", null, Map.of());

  private static final List<Request> WITH_BODY = List.of(SET, BEACON, LINK, REVOKE, BYPASS);
  private static final List<Request> ALL = List.of(READ, SET, BEACON, LINK, REVOKE, BYPASS, BUNDLE);

  private static ContractFixture fixture;
  private static GivenAnswers answers;

  private static Request operator(String operation, String path, String body) {
    return new Request("POST " + OPERATION + operation, PATH + path, body, OPERATOR);
  }

  @BeforeAll
  static void start() throws Exception {
    fixture = new ContractFixture(Duration.ofSeconds(1));
    answers = new GivenAnswers(fixture.port());
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  /** Whether an answer is to be given by this class. */
  static boolean isHere(String answer) {
    return HERE.matcher(answer).matches();
  }

  @BeforeEach
  void mend() {
    fixture.moods.mood = FaultyEngine.Mood.WELL;
    fixture.source.down = false;
    fixture.engine.sales.clear();
    fixture.engine.sales.put(Samples.SALE, Samples.withRoom(SaleView.Phase.OPEN));
  }

  @Test
  @Order(1)
  void whatIsSetIsRecordedWithItsReason() {
    EdgeClient.Answer read = answers.send(READ);
    assertThat(read.status()).as(read.text()).isEqualTo(200);
    assertThat(read.json().path("rate_per_minute").isNull()).isTrue();
    JsonNode paused = answers.send(SET).json();
    assertThat(paused.path("paused").asBoolean()).isTrue();
    JsonNode changed =
        answers
            .send(
                SET.saying(
                    "{\"rate_per_minute\":90,\"paused\":false,\"draining\":true,"
                        + "\"message\":{\"id\":\"Tunggu\",\"en\":\"Wait\"},\"reason\":\"calm\"}"))
            .json();
    assertThat(changed.path("rate_per_minute").asInt()).isEqualTo(90);
    assertThat(changed.path("paused").asBoolean()).isFalse();
    assertThat(changed.at("/message/id").asText()).isEqualTo("Tunggu");
    assertThat(changed.at("/changes/0/reason").asText()).isEqualTo("calm");
    assertThat(changed.at("/changes/0/change").asText())
        .isEqualTo(
            "rate_per_minute=90, paused=false, draining=true, message=\"Tunggu\" / \"Wait\"");
    assertThat(changed.at("/changes/1/change").asText()).isEqualTo("paused=true");
    assertThat(enter("late@example.com").code()).isEqualTo("waiting_room_not_open");
    String calm =
        "{\"rate_per_minute\":0,\"draining\":false,\"shop_url\":\"https://shop.example/cart\",\"message\":{\"id\":\"\",\"en\":\"\"},"
            + "\"reason\":\"over\"}";
    JsonNode back = answers.send(SET.saying(calm)).json();
    assertThat(back.path("rate_per_minute").isNull()).isTrue();
    assertThat(back.path("message").isNull()).isTrue();
    assertThat(roomNow().path("shop_url").asText()).isEqualTo("https://shop.example/cart");
    assertThat(answers.send(SET.saying("{\"shop_url\":\"http://x\",\"reason\":\"x\"}")).status())
        .isEqualTo(400);
    assertThat(enter("late@example.com").status()).isEqualTo(201);
  }

  @Test
  @Order(2)
  void aLinkLeadsAsManyPeoplePastTheRoomAsItSays() {
    EdgeClient.Answer made = answers.send(LINK);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(answers.send(LINK).json()).isEqualTo(made.json());
    String link = made.json().path("link").asText();
    EdgeClient.Answer pass = bypass(link, "ani@example.com");
    assertThat(pass.status()).as(pass.text()).isEqualTo(201);
    assertThat(bypass(link, "ANI@example.com").json()).isEqualTo(pass.json());
    assertThat(bypass(link, "budi@example.com").status()).isEqualTo(201);
    assertThat(bypass(link, "cici@example.com").code()).isEqualTo("link_spent");
    JsonNode links = answers.send(READ).json().path("links");
    assertThat(links).hasSize(1);
    assertThat(links.at("/0/used").asInt()).isEqualTo(2);
    Request revoke = REVOKE.at(PATH + "/links/" + made.json().path("id").asText() + "/revoke");
    assertThat(answers.send(revoke).json().at("/links/0/revoked").asBoolean()).isTrue();
    assertThat(answers.send(revoke).status()).as("once more").isEqualTo(200);
    assertThat(bypass(link, "ani@example.com").code()).isEqualTo("link_spent");
    assertThat(bypass("lnk_x", "ani@example.com").code()).isEqualTo("link_invalid");
    assertThat(answers.send(REVOKE).code()).isEqualTo("link_not_found");
  }

  @Test
  @Order(3)
  void theDrawIsPublishedAndAScriptOfAStrangerVerifiesIt(@TempDir Path folder) throws Exception {
    assertThat(answers.send(BUNDLE).code()).isEqualTo("draw_pending");
    assertThat(answers.send(BEACON).code()).isEqualTo("beacon_not_awaited");
    fixture.execute(
        """
        INSERT INTO waiting_room_entry
          SELECT sale_id, decode(md5('e' || n), 'hex'), decode(md5('n' || n), 'hex'), NULL, now()
          FROM waiting_room, generate_series(1, 12345) n;
        UPDATE waiting_room SET frozen_at = now(), frozen_entries = 12345;
        """);
    fixture.seal(Samples.SALE);
    assertThat(answers.send(BEACON).status()).isEqualTo(200);
    assertThat(answers.send(BEACON).code()).isEqualTo("beacon_not_awaited");
    fixture.draw(Samples.SALE);
    await().atMost(Duration.ofSeconds(10)).until(() -> answers.send(BUNDLE).status() == 200);
    String bundle = answers.send(BUNDLE).text();
    assertThat(bundle.lines()).hasSize(12346);
    JsonNode room = roomNow();
    Path file = Files.writeString(folder.resolve("bundle.txt"), bundle, UTF_8);
    String root = room.at("/draw/merkle_root").asText();
    String entry = bundle.lines().skip(777).findFirst().orElseThrow().substring(0, 32);
    String verified =
        run(
            0,
            file,
            "--root",
            root,
            "--seed-hash",
            room.at("/draw/seed_hash").asText(),
            "--entry",
            entry);
    assertThat(verified).contains("number " + fixture.number(Samples.SALE, entry) + "\n");
    assertThat(verified).contains("round 1").contains(VALUE);
    Path changed =
        Files.writeString(folder.resolve("changed.txt"), bundle.replace(entry, "0".repeat(32)));
    assertThat(run(1, changed)).contains("NOT verified");
    assertThat(run(1, file, "--root", "00")).contains("root");
  }

  private static JsonNode roomNow() {
    return new EdgeClient(fixture.port()).get(PATH).json();
  }

  private static String run(int expected, Path bundle, String... more) throws Exception {
    boolean hasPython =
        List.of(System.getenv("PATH").split(":", -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    Assumptions.assumeTrue(hasPython, "python3 is not installed");
    var command = new ArrayList<>(List.of("python3", SCRIPT.toString(), bundle.toString()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(expected);
    return output;
  }

  @Test
  @Order(4)
  void somethingIsMissingOrWrong() {
    for (Request request : ALL) {
      if (request.has("Authorization")) {
        assertThat(answers.send(request.without("Authorization")).status()).isEqualTo(401);
      }
    }
    for (Request request : WITH_BODY) {
      assertThat(answers.send(request.saying("{}")).code()).isEqualTo("validation_failed");
      assertThat(answers.send(request.saying(" ".repeat(70_000))).status()).isEqualTo(413);
      Request plain = request.without("Content-Type").with("Content-Type", "text/plain");
      assertThat(answers.send(plain).status()).isEqualTo(415);
    }
    assertThat(answers.send(SET.saying("{\"reason\":\"nothing\"}")).code())
        .isEqualTo("validation_failed");
  }

  @Test
  @Order(5)
  void thereIsNoRoomOrItHasEnded() {
    String link =
        answers
            .send(LINK.with("Idempotency-Key", "other-0123456789abcdef"))
            .json()
            .path("link")
            .asText();
    fixture.engine.sales.put(Samples.SALE, Samples.withRoom(SaleView.Phase.CLOSED));
    assertThat(bypass(link, "ani@example.com").code()).isEqualTo("sale_ended");
    fixture.engine.sales.put(Samples.SALE, Samples.sale(SaleView.Phase.OPEN, 3));
    for (Request request : ALL) {
      assertThat(answers.send(request).code()).isEqualTo("waiting_room_not_found");
    }
  }

  @Test
  @Order(6)
  void aBackendDoesNotAnswer() {
    fixture.source.down = true;
    for (Request request : List.of(READ, SET, BEACON, LINK, REVOKE)) {
      assertThat(answers.send(request).code()).as(request.operation()).isEqualTo("unavailable");
    }
    fixture.moods.mood = FaultyEngine.Mood.LATE;
    all(503);
    fixture.moods.mood = FaultyEngine.Mood.BROKEN;
    all(500);
  }

  private static void all(int status) {
    for (Request request : ALL) {
      assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(status);
    }
  }

  @Test
  @Order(7)
  void aBodyBreaksOffOrDoesNotCome() throws Exception {
    assertThat(answers.sendWithoutBody(WITH_BODY))
        .extracting(EdgeClient.Answer::status)
        .containsOnly(408);
  }

  @Test
  @Order(8)
  void nothingIsDeclaredThatIsNotGiven() {
    assertThat(answers.missing(RoomControlAnswersIT::isHere)).isEmpty();
  }

  private static EdgeClient.Answer bypass(String link, String buyer) {
    return answers.send(BYPASS.saying("{\"link\":\"%s\",\"buyer\":\"%s\"}".formatted(link, buyer)));
  }

  private static EdgeClient.Answer enter(String buyer) {
    return new EdgeClient(fixture.port())
        .post(PATH + "/entries", "{\"buyer\":\"%s\"}".formatted(buyer));
  }
}
