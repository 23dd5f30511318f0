package id.kuota.http.payment;

import static id.kuota.http.payment.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderId;
import id.kuota.http.testing.EdgeClient;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway that is down, slow or broken must not cost a buyer the units, or a second attempt. */
final class GatewayDownIT {

  private static final List<TestGateway> GATEWAYS =
      Arrays.stream(TestGateway.Mood.values())
          .map(mood -> new TestGateway(method(mood), method(mood)))
          .toList();
  private static final String SAME = "the-same-0123456789";
  private static final TestGateway HOPELESS = new TestGateway("hopeless", "hopeless");

  private static PayingEdge edge;

  @BeforeAll
  static void start() {
    edge = PayingEdge.with(Stream.concat(GATEWAYS.stream(), Stream.of(HOPELESS)).toList());
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = TestGateway.Mood.class,
      names = {"DOWN", "SLOW", "BROKEN"})
  void theSameKeyContinuesTheSameAttempt(TestGateway.Mood mood) {
    TestGateway gateway = gateway(mood);
    OrderId order = edge.placed().order();
    String key = PayingEdge.key();
    gateway.mood = mood;

    EdgeClient.Answer refused = edge.pay(order, key, method(mood));

    assertProblem(refused, 503, "gateway_unavailable");
    assertThat(refused.header("Retry-After")).isEqualTo("2");
    assertThat(edge.order(order).payments()).hasSize(1);

    gateway.mood = TestGateway.Mood.UP;
    EdgeClient.Answer started = edge.pay(order, key, method(mood));

    assertThat(started.status()).isEqualTo(201);
    assertThat(edge.order(order).payments()).hasSize(1);
    assertThat(gateway.calls).hasSize(2);
    assertThat(gateway.calls.get(1)).isEqualTo(gateway.calls.get(0));
    assertThat(started.json().get("redirect_url").textValue())
        .isEqualTo("https://gateway.example/" + edge.order(order).payments().get(0).payment());
  }

  @Test
  void whatIsRefusedInWordsIsNoFailure() {
    OrderId order = edge.placed().order();
    TestGateway gateway = gateway(TestGateway.Mood.UNWILLING);
    gateway.mood = TestGateway.Mood.UNWILLING;

    for (int i = 0; i < 10; i++) {
      assertProblem(
          edge.pay(order, SAME, method(TestGateway.Mood.UNWILLING)), 409, "gateway_refused");
    }
    assertThat(gateway.calls).as("asked each time").hasSize(10);
  }

  @Test
  void aGatewayThatKeepsFailingIsLeftAlone() {
    OrderId order = edge.placed().order();
    HOPELESS.mood = TestGateway.Mood.DOWN;
    for (int i = 0; i < 5; i++) {
      assertProblem(edge.pay(order, SAME, "hopeless"), 503, "gateway_unavailable");
    }
    assertThat(HOPELESS.calls).hasSize(5);

    EdgeClient.Answer refused = edge.pay(order, SAME, "hopeless");

    assertProblem(refused, 503, "gateway_unavailable");
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    assertThat(HOPELESS.calls).as("not called while it rests").hasSize(5);
    assertThat(
            edge.pay(edge.placed().order(), PayingEdge.key(), method(TestGateway.Mood.UP)).status())
        .as("another gateway is not concerned")
        .isEqualTo(201);
  }

  @Test
  void withoutAGatewayNothingCanBePaid() {
    try (var poor = PayingEdge.with(List.of())) {
      OrderId order = poor.placed().order();

      EdgeClient.Answer refused = poor.pay(order, PayingEdge.key(), "qris");

      assertProblem(refused, 503, "gateway_unavailable");
      assertThat(refused.json().get("detail").textValue())
          .contains("No payment gateway is enabled");
      assertThat(poor.order(order).payments()).isEmpty();
    }
  }

  private static TestGateway gateway(TestGateway.Mood mood) {
    return GATEWAYS.stream()
        .filter(gateway -> gateway.name().equals(method(mood)))
        .findFirst()
        .orElseThrow();
  }

  private static String method(TestGateway.Mood mood) {
    return mood.name().toLowerCase(Locale.ROOT);
  }
}
