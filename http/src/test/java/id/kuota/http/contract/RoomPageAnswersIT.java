package id.kuota.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.sale.SaleView;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.FaultyEngine;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The part of {@link EveryAnswerIT} that concerns the page of a waiting room. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RoomPageAnswersIT {

  private static final Pattern HERE = Pattern.compile("[A-Z]+ /waiting-room/\\{sale} .*");
  private static final String PATH = "/waiting-room/" + Samples.SALE;
  private static final Request SHOW =
      new Request("GET /waiting-room/{sale}", PATH, null, Map.of("Accept-Language", "en"));
  private static final Request ENTER =
      new Request(
          "POST /waiting-room/{sale}",
          PATH,
          "buyer=ani%40example.com",
          Map.of("Content-Type", "application/x-www-form-urlencoded"));

  private static final String BROKEN_CHUNK =
      "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\nnothing\r\n";

  private static ContractFixture fixture;
  private static GivenAnswers answers;

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
  void thePageHasAFormAndFollowsItsPersonByACookie() throws Exception {
    EdgeClient.Answer form = answers.send(SHOW);
    assertThat(form.text()).contains("Enter the waiting room").contains("<form method=\"post\"");
    assertThat(form.text()).as("a form is not taken away").doesNotContain("http-equiv");
    assertThat(answers.send(SHOW.with("Accept-Language", "id")).text())
        .contains("Masuk ke ruang tunggu");
    EdgeClient.Answer entered = answers.send(ENTER);
    assertThat(entered.status()).as(entered.text()).isEqualTo(303);
    String cookie = entered.header("Set-Cookie");
    assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Lax", "Path=" + PATH);
    Request mine = SHOW.with("Cookie", "other=1; " + cookie.split(";", 2)[0]);
    String waiting = answers.send(mine).text();
    assertThat(waiting).contains("You are in the queue").contains("http-equiv=\"refresh\"");

    fixture.execute("UPDATE waiting_room SET admitted_up_to = 1");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> answers.send(mine).text().contains("It is your turn"));
    String turn = answers.send(mine).text();
    assertThat(turn).contains("ses_" + Samples.SALE);
    assertThat(answers.send(mine).text()).as("the same session").contains(session(turn));
    leadTo("https://shop.example/cart?from=room");
    EdgeClient.Answer lead = answers.send(mine);
    assertThat(lead.text()).contains("action=\"https://shop.example/cart?from=room\"");
    assertThat(lead.header("Content-Security-Policy"))
        .contains("form-action 'self' https://shop.example;");

    fixture.execute("UPDATE waiting_room SET phase = 'sold_out', controlled_at = now()");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> answers.send(mine).text().contains("Sold out"));
    assertThat(answers.send(ENTER).status()).as("there is nothing to wait for").isEqualTo(303);
    assertThat(answers.send(ENTER).header("Set-Cookie")).isEmpty();
    fixture.execute("UPDATE waiting_room SET controlled_at = NULL");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !answers.send(mine).text().contains("Sold out"));
  }

  private static String session(String page) {
    int from = page.indexOf("ses_");
    return page.substring(from, page.indexOf('<', from));
  }

  private static void leadTo(String shop) {
    EdgeClient.Answer set =
        new EdgeClient(fixture.port())
            .post(
                "/v1/sales/" + Samples.SALE + "/waiting-room/controls",
                "{\"shop_url\":\"%s\",\"reason\":\"a test\"}".formatted(shop),
                "Authorization",
                "Bearer " + RunningEdge.OPERATOR_KEY);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }

  @Test
  @Order(2)
  void whatIsNoBuyerAndAFormOfAnotherSiteAreRefused() throws Exception {
    EdgeClient.Answer faulty = answers.send(ENTER.saying("buyer=+"));
    assertThat(faulty.status()).isEqualTo(422);
    assertThat(faulty.text()).contains("alamat e-mail");
    assertThat(answers.send(ENTER.saying("buyer=%zz")).status()).isEqualTo(422);
    assertThat(answers.sendRaw(ENTER, BROKEN_CHUNK).status()).isEqualTo(400);
    assertThat(answers.send(ENTER.with("Sec-Fetch-Site", "cross-site")).code())
        .isEqualTo("forbidden");
    assertThat(answers.send(ENTER.saying("x".repeat(70_000))).status()).isEqualTo(413);
    var tries = new AtomicInteger();
    fixture.execute("UPDATE waiting_room SET draining = true");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                answers.send(ENTER.saying("buyer=late-" + tries.incrementAndGet())).status()
                    == 409);
    assertThat(answers.send(ENTER).status()).as("who is in stays in").isEqualTo(303);
  }

  @Test
  @Order(3)
  void thereIsNoRoomOrItHasNotOpened() {
    fixture.engine.sales.put(Samples.SALE, Samples.withRoomFrom(Samples.NOW.plusSeconds(3_725)));
    assertThat(answers.send(SHOW).text()).contains("opens soon").contains("1:02:05");
    fixture.engine.sales.put(Samples.SALE, Samples.withRoom(SaleView.Phase.CLOSED));
    assertThat(answers.send(SHOW).text()).contains("The sale has ended");
    fixture.engine.sales.clear();
    for (Request request : List.of(SHOW, ENTER)) {
      assertThat(answers.send(request).code()).isEqualTo("sale_not_found");
    }
  }

  @Test
  @Order(4)
  void aBackendDoesNotAnswer() throws Exception {
    fixture.source.down = true;
    assertThat(answers.send(ENTER).code()).isEqualTo("unavailable");
    for (var mood : Map.of(FaultyEngine.Mood.LATE, 503, FaultyEngine.Mood.BROKEN, 500).entrySet()) {
      fixture.moods.mood = mood.getKey();
      for (Request request : List.of(SHOW, ENTER)) {
        assertThat(answers.send(request).status()).isEqualTo(mood.getValue());
      }
    }
    fixture.moods.mood = FaultyEngine.Mood.WELL;
    assertThat(answers.sendWithoutBody(List.of(ENTER)))
        .extracting(EdgeClient.Answer::status)
        .containsOnly(408);
  }

  @Test
  @Order(5)
  void nothingIsDeclaredThatIsNotGiven() {
    assertThat(answers.missing(RoomPageAnswersIT::isHere)).isEmpty();
  }
}
