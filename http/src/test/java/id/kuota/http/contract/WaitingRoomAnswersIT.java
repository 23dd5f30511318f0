package id.kuota.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartRefusal;
import id.kuota.engine.cart.CartRefused;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.RoomToken;
import id.kuota.http.edge.identity.RoomTokens;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.FaultyEngine;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The part of {@link EveryAnswerIT} that concerns waiting rooms, and orders behind them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WaitingRoomAnswersIT {

  private static final Pattern HERE =
      Pattern.compile(
          "([A-Z]+ /v1/sales/\\{sale}/waiting-room(/(entries|place|passes|sessions))? .*)"
              + "|(POST /v1/(orders|carts) 403)");
  private static final String OPERATION = "/v1/sales/{sale}/waiting-room";
  private static final String PATH = "/v1/sales/" + Samples.SALE + "/waiting-room";
  private static final String ANI = "ani@example.com";
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  private static final RoomTokens TOKENS = new RoomTokens(SECRET);
  private static final BuyerKey ANI_KEY = new BuyerKeys(SECRET).buyer(ANI).key();
  private static final EntryId ANI_ENTRY = TOKENS.entry(Samples.SALE, ANI_KEY);

  private static final Request READ = new Request("GET " + OPERATION, PATH, null, Map.of());
  private static final Request ENTER =
      new Request(
          "POST " + OPERATION + "/entries",
          PATH + "/entries",
          "{\"buyer\":\"" + ANI + "\",\"nonce\":\"" + "0f".repeat(16) + "\"}",
          JSON);
  private static final Request PLACE =
      new Request("GET " + OPERATION + "/place", PATH + "/place", null, Map.of())
          .with("Kuota-Place", place(0));
  private static final Request PASS =
      new Request("POST " + OPERATION + "/passes", PATH + "/passes", placeBody(place(0)), JSON);
  private static final Request SESSION =
      new Request("POST " + OPERATION + "/sessions", PATH + "/sessions", "{\"pass\":\"x\"}", JSON)
          .with("Idempotency-Key", "session-0123456789abcdef");
  private static final Request ORDER =
      new Request(
              "POST /v1/orders",
              "/v1/orders",
              "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":2}]}"
                  .formatted(Samples.SALE, ANI),
              JSON)
          .with("Idempotency-Key", "order-0123456789abcdef");
  private static final Request CART =
      ORDER
          .as("POST /v1/carts")
          .at("/v1/carts")
          .saying("{\"sale\":\"%s\",\"buyer\":\"%s\"}".formatted(Samples.SALE, ANI));

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
    fixture.mend();
    fixture.engine.sales.clear();
    fixture.engine.sales.put(Samples.SALE, Samples.withRoom(SaleView.Phase.OPEN));
  }

  @Test
  @Order(1)
  void anEntryIsOneOfAPersonAndKeepsItsPlace() {
    EdgeClient.Answer read = answers.send(READ);
    assertThat(read.status()).as(read.text()).isEqualTo(200);
    assertThat(answers.send(READ.with("If-None-Match", read.header("ETag"))).status())
        .isEqualTo(304);
    assertThat(read.json().at("/draw/seed_hash").asText()).hasSize(64);
    EdgeClient.Answer entered = answers.send(ENTER);
    assertThat(entered.status()).as(entered.text()).isEqualTo(201);
    assertThat(entered.json().path("entry").asText()).isEqualTo(ANI_ENTRY.toString());
    assertThat(answers.send(ENTER).json()).isEqualTo(entered.json());
    assertThat(answers.send(ENTER.saying("{\"buyer\":\" ANI@example.com\"}")).json())
        .isEqualTo(entered.json());
    EdgeClient.Answer budi = answers.send(ENTER.saying("{\"buyer\":\"budi@example.com\"}"));
    assertThat(budi.json().path("place")).isNotEqualTo(entered.json().path("place"));
    assertThat(
            answers.send(PLACE.with("Kuota-Place", entered.json().path("place").asText())).status())
        .isEqualTo(200);
  }

  @Test
  @Order(2)
  void aPassIsForANumberThatIsLetInAndIsExchangedOnce() throws Exception {
    assertThat(answers.send(PASS).code()).isEqualTo("not_your_turn");
    EdgeClient.Answer early = answers.send(PASS.saying(placeBody(place(8))));
    assertThat(early.code()).as(early.text()).isEqualTo("not_your_turn");
    assertThat(early.json().path("ahead").asInt()).isEqualTo(7);
    letIn(5);
    EdgeClient.Answer pass = answers.send(PASS.saying(placeBody(place(3))));
    assertThat(pass.status()).as(pass.text()).isEqualTo(201);
    assertThat(answers.send(PASS.saying(placeBody(place(3)))).json()).isEqualTo(pass.json());
    Request exchange = SESSION.saying("{\"pass\":\"" + pass.json().path("pass").asText() + "\"}");
    EdgeClient.Answer session = answers.send(exchange);
    assertThat(session.status()).as(session.text()).isEqualTo(201);
    assertThat(answers.send(exchange).json()).as("a retry").isEqualTo(session.json());
    EdgeClient.Answer again =
        answers.send(exchange.with("Idempotency-Key", "another-0123456789abcdef"));
    assertThat(again.code()).isEqualTo("pass_spent");
    String header = session.json().path("session").asText();
    fixture.engine.answerOrder(Samples.held(ContractFixture.ORDER), false);
    EdgeClient.Answer order = answers.send(ORDER.with("Kuota-Room-Session", header));
    assertThat(order.status()).as(order.text()).isEqualTo(201);
  }

  private static void letIn(int upTo) throws Exception {
    fixture.execute("UPDATE waiting_room SET admitted_up_to = " + upTo);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> answers.send(READ).json().path("admitted_up_to").asInt() == upTo);
  }

  @Test
  @Order(3)
  void whatIsForgedForeignOrExpiredIsRefused() {
    assertThat(answers.send(PLACE.with("Kuota-Place", "plc_x")).code()).isEqualTo("place_invalid");
    assertThat(answers.send(PLACE.without("Kuota-Place")).code()).isEqualTo("place_invalid");
    String tampered = place(3).replace(".3.", ".1.");
    assertThat(answers.send(PASS.saying(placeBody(tampered))).code()).isEqualTo("place_invalid");
    assertThat(exchange(place(3))).as("a place is no pass").isEqualTo("pass_invalid");
    assertThat(exchange("pss_x")).isEqualTo("pass_invalid");
    var other = new SaleId("other");
    assertThat(exchange(pass(other, Samples.NOW.plusSeconds(9)))).isEqualTo("pass_foreign");
    assertThat(exchange(pass(Samples.SALE, Samples.NOW))).isEqualTo("pass_expired");
  }

  private static String exchange(String pass) {
    return answers.send(SESSION.saying("{\"pass\":\"" + pass + "\"}")).code();
  }

  @Test
  @Order(4)
  void anOrderNeedsTheSessionOfItsBuyerInItsSale() {
    EntryId budi =
        TOKENS.entry(Samples.SALE, new BuyerKeys(SECRET).buyer("budi@example.com").key());
    Instant later = Samples.NOW.plusSeconds(60);
    fixture.engine.placings.clear();
    fixture.engine.refuseOrders(OrderRefused.of(OrderRefusal.ORDER_UNKNOWN));
    fixture.engine.onCart = cart -> new Reply.Refused<>(CartRefused.of(CartRefusal.CART_UNKNOWN));
    for (Request request : List.of(ORDER, CART)) {
      assertThat(answers.send(request).code()).isEqualTo("session_required");
      assertThat(answers.send(with(request, "ses_x")).code()).isEqualTo("session_invalid");
      assertThat(answers.send(with(request, session(budi, later))).code())
          .isEqualTo("session_invalid");
      assertThat(answers.send(with(request, session(ANI_ENTRY, Samples.NOW))).code())
          .isEqualTo("session_expired");
    }
    assertThat(fixture.engine.placings).isEmpty();
  }

  @Test
  @Order(5)
  void somethingIsMissingOrWrong() {
    for (Request request : List.of(ENTER, PASS, SESSION)) {
      assertThat(answers.send(request.saying("{}")).code()).isEqualTo("validation_failed");
      assertThat(answers.send(request.saying(" ".repeat(70_000))).status()).isEqualTo(413);
      Request plain = request.without("Content-Type").with("Content-Type", "text/plain");
      assertThat(answers.send(plain).status()).isEqualTo(415);
    }
    Request odd = ENTER.saying("{\"buyer\":\"" + ANI + "\",\"nonce\":\"F\"}");
    assertThat(answers.send(odd).code()).isEqualTo("validation_failed");
    assertThat(answers.send(SESSION.without("Idempotency-Key")).status()).isEqualTo(400);
  }

  @Test
  @Order(6)
  void thereIsNoRoomOrItHasEnded() throws Exception {
    fixture.engine.sales.put(Samples.SALE, Samples.withRoom(SaleView.Phase.CLOSED));
    assertThat(answers.send(ENTER).code()).isEqualTo("sale_ended");
    assertThat(answers.send(PASS).code()).isEqualTo("sale_ended");
    fixture.engine.sales.put(Samples.SALE, Samples.withRoomFrom(Samples.NOW.plusSeconds(9)));
    assertThat(answers.send(ENTER).code()).isEqualTo("waiting_room_not_open");
    fixture.engine.sales.put(Samples.SALE, Samples.sale(SaleView.Phase.OPEN, 3));
    for (Request request : List.of(READ, ENTER, PLACE, PASS, SESSION)) {
      assertThat(answers.send(request).code()).isEqualTo("waiting_room_not_found");
    }
    fixture.engine.sales.clear();
    for (Request request : List.of(READ, ENTER, PLACE, PASS, SESSION)) {
      assertThat(answers.send(request).code()).isEqualTo("sale_not_found");
    }
    fixture.engine.sales.put(Samples.SALE, Samples.withRoom(SaleView.Phase.OPEN));
    fixture.execute("UPDATE waiting_room SET phase = 'sold_out', controlled_at = now()");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> answers.send(READ).json().path("state").asText().equals("sold_out"));
    assertThat(answers.send(ENTER).code()).isEqualTo("sold_out");
    assertThat(answers.send(PASS).code()).isEqualTo("sold_out");
    fixture.execute("UPDATE waiting_room SET controlled_at = NULL");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !answers.send(READ).json().path("state").asText().equals("sold_out"));
  }

  @Test
  @Order(7)
  void aBackendDoesNotAnswer() {
    fixture.source.down = true;
    String pass = "{\"pass\":\"" + pass(Samples.SALE, Samples.NOW.plusSeconds(9)) + "\"}";
    assertThat(answers.send(ENTER).code()).isEqualTo("unavailable");
    assertThat(answers.send(SESSION.saying(pass)).code()).isEqualTo("unavailable");
    fixture.moods.mood = FaultyEngine.Mood.LATE;
    all(503);
    fixture.moods.mood = FaultyEngine.Mood.BROKEN;
    all(500);
  }

  private static void all(int status) {
    for (Request request : List.of(READ, ENTER, PLACE, PASS, SESSION)) {
      assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(status);
    }
  }

  @Test
  @Order(8)
  void aBodyBreaksOffOrDoesNotCome() throws Exception {
    assertThat(answers.sendWithoutBody(List.of(ENTER, PASS, SESSION)))
        .extracting(EdgeClient.Answer::status)
        .containsOnly(408);
  }

  @Test
  @Order(9)
  void nothingIsDeclaredThatIsNotGiven() {
    assertThat(answers.missing(WaitingRoomAnswersIT::isHere)).isEmpty();
  }

  private static Request with(Request request, String session) {
    return request.with("Kuota-Room-Session", session);
  }

  private static String place(long number) {
    return TOKENS.text(RoomToken.place(Samples.SALE, ANI_ENTRY, number));
  }

  private static String placeBody(String place) {
    return "{\"place\":\"" + place + "\"}";
  }

  private static String pass(SaleId sale, Instant expires) {
    return TOKENS.text(new RoomToken(RoomToken.Kind.PASS, sale, ANI_ENTRY, 3, expires));
  }

  private static String session(EntryId entry, Instant expires) {
    return TOKENS.text(new RoomToken(RoomToken.Kind.SESSION, Samples.SALE, entry, 3, expires));
  }
}
