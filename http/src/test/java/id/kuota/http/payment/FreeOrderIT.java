package id.kuota.http.payment;

import static id.kuota.http.payment.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.AmountRange;
import id.kuota.http.testing.EdgeClient;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is a price; and what no gateway takes is refused before units are held. */
final class FreeOrderIT {

  private static final long MOST = 1_000_000;
  private static final AtomicInteger SALES = new AtomicInteger();
  private static PayingEdge edge;

  @BeforeAll
  static void start() {
    edge =
        PayingEdge.with(
            List.of(new TestGateway("test", "qris").taking(new AmountRange(1_000, MOST))));
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void aFreeOrderIsPaidWhenItIsPlaced() {
    String sale = sale("at_checkout");
    String body = order(sale, line("guest", 3));

    EdgeClient.Answer placed = place("free-order-key-1", body);
    EdgeClient.Answer again = place("free-order-key-1", body);

    assertThat(placed.status()).isEqualTo(201);
    assertThat(placed.json().get("status").textValue()).isEqualTo("paid");
    assertThat(placed.json().get("total").longValue()).isZero();
    assertThat(placed.json().get("tickets")).hasSize(3);
    assertThat(placed.json().get("payments")).isEmpty();
    assertThat(placed.json().get("ended_at")).isEqualTo(placed.json().get("placed_at"));
    assertThat(again.text()).isEqualTo(placed.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    OrderId order = id(placed);
    assertThat(edge.get("/v1/orders/" + order).text()).isEqualTo(placed.text());
    assertProblem(edge.pay(order, PayingEdge.key(), "qris"), 409, "order_paid");
    assertProblem(edge.cancel(order), 409, "order_paid");
  }

  @Test
  void withoutAnyGatewayItIsPaidAsWell() {
    try (var poor = PayingEdge.with(List.of())) {
      poor.open("poor", terms("at_checkout"), "all");
      EdgeClient.Answer placed =
          poor.post(
              "/v1/orders",
              order("poor", line("guest", 1)),
              "Idempotency-Key",
              "k-0123456789abcdef");

      assertThat(placed.json().get("status").textValue()).isEqualTo("paid");
      assertProblem(poor.pay(id(placed), PayingEdge.key(), "qris"), 409, "order_paid");
    }
  }

  @Test
  void theLimitOfABuyerCountsWhatIsFree() {
    String sale = sale("at_checkout");
    assertThat(place("limit-key-0000001", order(sale, line("guest", 3))).status()).isEqualTo(201);

    assertProblem(
        place("limit-key-0000002", order(sale, line("guest", 2))), 409, "purchase_limit_reached");
  }

  @Test
  void onlyTheTotalCounts() {
    EdgeClient.Answer mixed =
        place("mixed-key-0000001", order(sale("at_checkout"), line("guest", 1), line("seat", 1)));

    assertThat(mixed.json().get("status").textValue()).isEqualTo("held");
    assertThat(edge.pay(id(mixed), PayingEdge.key(), "qris").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at_once", "at_checkout"})
  void aFreeCartIsPaidWhenItIsCheckedOut(String holds) {
    String cart = cart(holds);
    put(cart, "guest", 2);

    EdgeClient.Answer placed = checkOut(cart);
    EdgeClient.Answer again = checkOut(cart);

    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    assertThat(placed.json().get("status").textValue()).isEqualTo("paid");
    assertThat(placed.json().get("tickets")).hasSize(2);
    assertThat(again.text()).isEqualTo(placed.text());
    assertThat(edge.order(id(placed)).status()).isEqualTo(OrderView.Status.PAID);
  }

  @Test
  void whatNoGatewayTakesIsRefusedBeforeItIsHeld() {
    String sale = sale("at_checkout");

    EdgeClient.Answer tooHigh =
        place("amount-key-000001", order(sale, line("seat", 2), line("guest", 1)));
    EdgeClient.Answer tooLow = place("amount-key-000002", order(sale, line("pin", 1)));

    assertProblem(tooHigh, 409, "amount_too_high");
    assertThat(tooHigh.json().get("maximum").longValue()).isEqualTo(MOST);
    assertProblem(tooLow, 409, "amount_too_low");
    assertThat(tooLow.json().get("minimum").longValue()).isEqualTo(1_000);
    assertThat(place("amount-key-000003", order(sale, line("pin", 2))).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at_once", "at_checkout"})
  void aCartThatNoGatewayTakesStaysOpen(String holds) {
    String cart = cart(holds);
    put(cart, "seat", 2);

    EdgeClient.Answer refused = checkOut(cart);

    assertProblem(refused, 409, "amount_too_high");
    assertThat(refused.json().get("maximum").longValue()).isEqualTo(MOST);
    put(cart, "seat", 1);
    assertThat(checkOut(cart).json().get("status").textValue()).isEqualTo("held");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000001", "1000000000000"})
  void anOfferThatCanNeverBePaidIsRefusedWithTheTerms(String face) {
    EdgeClient.Answer refused =
        edge.setTerms("dear", terms("at_checkout").replace("\"face\":600000", "\"face\":" + face));

    assertProblem(refused, 400, "validation_failed");
    JsonNode fault = refused.json().at("/errors/0");
    assertThat(fault.get("pointer").textValue()).isEqualTo("/offers/1/price/face");
    assertThat(fault.get("detail").textValue()).contains("1000000 or less");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "9223372036854775807", "9223372036854775808", "1000000000001"})
  void whatIsNoPriceIsAFaultAndNoFailure(String face) {
    EdgeClient.Answer refused =
        edge.setTerms("odd", terms("at_checkout").replace("\"face\":0", "\"face\":" + face));

    assertProblem(refused, 400, "validation_failed");
  }

  private static String sale(String holds) {
    String sale = "free-" + SALES.incrementAndGet();
    edge.open(sale, terms(holds), "all");
    return sale;
  }

  private static String terms(String holds) {
    return """
        {"name":"Open day","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
         "closes_at":"2099-01-01T00:00:00Z","units_per_buyer":4,"cart_holds":"%s",
         "quotas":[{"id":"all","capacity":100}],
         "offers":[{"id":"guest","name":"Guest","price":{"face":0},"quotas":["all"]},
           {"id":"seat","name":"Seat","price":{"face":600000},"quotas":["all"]},
           {"id":"pin","name":"Pin","price":{"face":500},"quotas":["all"]}]}
        """
        .formatted(holds);
  }

  private static String line(String offer, int quantity) {
    return "{\"offer\":\"%s\",\"quantity\":%d}".formatted(offer, quantity);
  }

  private static String order(String sale, String... lines) {
    return "{\"sale\":\"%s\",\"buyer\":\"ani@example.com\",\"lines\":[%s]}"
        .formatted(sale, String.join(",", lines));
  }

  private static EdgeClient.Answer place(String key, String body) {
    return edge.post("/v1/orders", body, "Idempotency-Key", key);
  }

  private static OrderId id(EdgeClient.Answer placed) {
    return new OrderId(placed.json().get("id").textValue());
  }

  private static String cart(String holds) {
    String sale = sale(holds);
    EdgeClient.Answer opened =
        edge.post(
            "/v1/carts",
            "{\"sale\":\"%s\",\"buyer\":\"budi@example.com\"}".formatted(sale),
            "Idempotency-Key",
            "cart-key-%08d".formatted(SALES.get()));
    assertThat(opened.status()).isEqualTo(201);
    return "/v1/carts/" + opened.json().get("id").textValue();
  }

  private static void put(String cart, String offer, int quantity) {
    EdgeClient.Answer put =
        edge.put(
            cart + "/lines/" + offer, String.format(Locale.ROOT, "{\"quantity\":%d}", quantity));
    assertThat(put.status()).as(put.text()).isEqualTo(200);
  }

  private static EdgeClient.Answer checkOut(String cart) {
    return edge.post(cart + "/checkout", "", "Idempotency-Key", "checkout-key-0001");
  }
}
