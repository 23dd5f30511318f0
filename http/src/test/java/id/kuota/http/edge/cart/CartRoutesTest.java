package id.kuota.http.edge.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.CartRefusal;
import id.kuota.engine.cart.CartRefused;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.CartIds;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CartRoutesTest {

  private static final String BODY =
      "{\"sale\":\"coldplay-jakarta-2023\",\"buyer\":\"ani@example.com\"}";
  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  private static final StubEngine ENGINE = new StubEngine();
  private static final CartId CART =
      new CartIds(SECRET).of(new BuyerKeys(SECRET).of("ani@example.com"), "key-1-0123456789abcde");
  private static final String PATH = "/v1/carts/" + CART;

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge = RunningEdge.start(ENGINE.engine());
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @BeforeEach
  void forget() {
    ENGINE.cartCalls.clear();
    answer(Samples.cart(CART, CartView.Status.OPEN), false);
  }

  @Test
  void aCartIsOpenedUnderAnIdThatFollowsFromBuyerAndKey() {
    EdgeClient.Answer answer =
        client.post("/v1/carts", BODY, "Idempotency-Key", "key-1-0123456789abcde");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo(PATH);
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    assertThat(answer.header("Idempotent-Replayed")).isEmpty();
    assertThat(ENGINE.cartCalls).containsExactly("open coldplay-jakarta-2023");
    JsonNode cart = answer.json();
    assertThat(cart.path("id").asText()).isEqualTo(CART.value());
    assertThat(cart.path("status").asText()).isEqualTo("open");
    assertThat(cart.path("holds").asText()).isEqualTo("at_once");
    assertThat(cart.path("held").asBoolean()).isTrue();
    assertThat(cart.path("seconds_left").asLong()).isEqualTo(800);
    assertThat(cart.path("order").isNull()).isTrue();
    assertThat(cart.at("/lines/0/total").asLong()).isEqualTo(11_510_000);
  }

  @Test
  void anotherKeyIsAnotherCartAndNoCartIsAnOrderWithoutOne() {
    var ids = new CartIds(SECRET);
    var buyer = new BuyerKeys(SECRET).of("ani@example.com");
    assertThat(ids.of(buyer, "key-2")).isNotEqualTo(CART);
    assertThat(new OrderIds(SECRET).of(buyer, "key-1-0123456789abcde")).isNotEqualTo(CART.order());
    assertThat(new OrderIds(SECRET).parse(CART.order().value())).contains(CART.order());
  }

  @Test
  void aRepeatedOpeningSaysSo() {
    answer(Samples.cart(CART, CartView.Status.OPEN), true);
    assertThat(
            client
                .post("/v1/carts", BODY, "Idempotency-Key", "key-1-0123456789abcde")
                .header("Idempotent-Replayed"))
        .isEqualTo("true");
  }

  @Test
  void linesArePutAndRemoved() {
    assertThat(client.put(PATH + "/lines/cat1", "{\"quantity\":2}").status()).isEqualTo(200);
    assertThat(client.send("DELETE", PATH + "/lines/cat1", null).status()).isEqualTo(200);
    assertThat(ENGINE.cartCalls).containsExactly("put 2 cat1", "remove cat1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"quantity":0}             | /quantity | out_of_range
          {"quantity":1001}          | /quantity | out_of_range
          {"quantity":"2"}           | /quantity | wrong_type
          {}                         | /quantity | missing
          {"quantity":1,"price":1}   | /price    | unknown_field
          """)
  void aWrongQuantityIsPointedAt(String body, String pointer, String code) {
    EdgeClient.Answer answer = client.put(PATH + "/lines/cat1", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(answer.json().at("/errors/0/code").asText()).isEqualTo(code);
    assertThat(ENGINE.cartCalls).isEmpty();
  }

  @Test
  void aCheckedOutCartAnswersWithItsOrder() {
    answer(Samples.cart(CART, CartView.Status.CHECKED_OUT), false);
    ENGINE.answerOrder(Samples.paid(CART.order()), true);
    EdgeClient.Answer first = checkOut();
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Location")).isEqualTo("/v1/orders/" + CART.order());
    assertThat(first.json().path("status").asText()).as("as it was placed").isEqualTo("held");
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    answer(Samples.cart(CART, CartView.Status.CHECKED_OUT), true);
    EdgeClient.Answer again = checkOut();
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.text()).isEqualTo(first.text());
  }

  @Test
  void anInventedIdStartsNoEntity() {
    String guess = PATH.substring(0, PATH.length() - 1) + (PATH.endsWith("0") ? "1" : "0");
    assertThat(client.get(guess).code()).isEqualTo("cart_not_found");
    assertThat(client.get("/v1/carts/" + CART.order()).code()).isEqualTo("cart_not_found");
    assertThat(client.put(guess + "/lines/cat1", "{\"quantity\":1}").code())
        .isEqualTo("cart_not_found");
    assertThat(client.put(PATH + "/lines/CAT1", "{\"quantity\":1}").code())
        .isEqualTo("offer_not_found");
    assertThat(ENGINE.cartCalls).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CART_UNKNOWN, 404, cart_not_found",
    "IN_PROGRESS, 409, cart_busy",
    "SALE_UNKNOWN, 404, sale_not_found",
    "OFFER_UNKNOWN, 404, offer_not_found",
    "CART_EXPIRED, 410, cart_expired",
    "CART_CHECKED_OUT, 409, cart_checked_out",
    "TOO_MANY_LINES, 409, too_many_lines"
  })
  void refusalsHaveTheirProblems(CartRefusal reason, int status, String code) {
    refuse(CartRefused.of(reason));
    EdgeClient.Answer answer = client.put(PATH + "/lines/cat1", "{\"quantity\":1}");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "SOLD_OUT, 409, sold_out",
    "TAKEN_FOR_NOW, 409, temporarily_unavailable",
    "SALE_NOT_OPEN, 409, sale_not_open",
    "IN_PROGRESS, 409, cart_busy",
    "HOLD_EXPIRED, 410, cart_expired",
    "OVERLOADED, 503, overloaded",
    "UNANSWERED, 503, outcome_unknown"
  })
  void whatAnOrderIsRefusedSoIsItsCart(OrderRefusal reason, int status, String code) {
    refuse(CartRefused.as(reason));
    EdgeClient.Answer answer = checkOut();
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void theLimitSaysHowManyAreAllowed() {
    refuse(CartRefused.as(new OrderRefused(OrderRefusal.PURCHASE_LIMIT, List.of(), 3L)));
    EdgeClient.Answer answer = client.put(PATH + "/lines/cat1", "{\"quantity\":9}");
    assertThat(answer.code()).isEqualTo("purchase_limit_reached");
    assertThat(answer.json().path("allowed").asLong()).isEqualTo(3);
  }

  @Test
  void anEmptyCartAndAUsedKeyAreTold() {
    refuse(CartRefused.of(CartRefusal.CART_EMPTY));
    assertThat(checkOut().code()).isEqualTo("cart_empty");
    refuse(CartRefused.of(CartRefusal.KEY_REUSED));
    assertThat(client.post("/v1/carts", BODY, "Idempotency-Key", "key-1-0123456789abcde").code())
        .isEqualTo("idempotency_key_reused");
    assertThat(client.act(PATH + "/checkout").code()).isEqualTo("idempotency_key_missing");
  }

  private static EdgeClient.Answer checkOut() {
    return client.act(PATH + "/checkout", "Idempotency-Key", "any-0123456789abcde");
  }

  private static void answer(CartView view, boolean repeated) {
    ENGINE.onCart = cart -> new Reply.Answered<>(view, repeated);
  }

  private static void refuse(CartRefused refused) {
    ENGINE.onCart = cart -> new Reply.Refused<>(refused);
  }
}
