package id.kuota.http.payment;

import static id.kuota.http.payment.Answers.assertProblem;
import static id.kuota.http.payment.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderId;
import id.kuota.http.payment.TestGateway.Mood;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway that is down, slow or broken must not cost a buyer the units, or a second attempt. */
final class GatewayDownIT {

  private final TestGateway gateway = new TestGateway();
  private final PayingEdge edge = PayingEdge.with(gateway);

  @AfterEach
  void stop() {
    edge.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Mood.class,
      names = {"DOWN", "SLOW", "BROKEN"})
  void theSameKeyContinuesTheSameAttempt(Mood mood) {
    OrderId order = edge.placed().order();
    String key = PayingEdge.key();
    gateway.mood = mood;

    HttpResponse<String> refused = edge.pay(order, key, "qris");

    assertProblem(refused, 503, "gateway_unavailable");
    assertThat(refused.headers().firstValue("Retry-After")).contains("2");
    assertThat(edge.order(order).payments()).hasSize(1);

    gateway.mood = Mood.UP;
    HttpResponse<String> started = edge.pay(order, key, "qris");

    assertThat(started.statusCode()).isEqualTo(201);
    assertThat(edge.order(order).payments()).hasSize(1);
    assertThat(gateway.calls).hasSize(2);
    assertThat(gateway.calls.get(1)).isEqualTo(gateway.calls.get(0));
    assertThat(json(started).get("redirect_url").textValue())
        .isEqualTo("https://gateway.example/" + edge.order(order).payments().get(0).payment());
  }

  @Test
  void aGatewayThatKeepsFailingIsLeftAlone() {
    OrderId order = edge.placed().order();
    gateway.mood = Mood.DOWN;
    for (int i = 0; i < 5; i++) {
      assertProblem(edge.pay(order, "same", "qris"), 503, "gateway_unavailable");
    }
    assertThat(gateway.calls).hasSize(5);

    HttpResponse<String> refused = edge.pay(order, "same", "qris");

    assertProblem(refused, 503, "gateway_unavailable");
    assertThat(refused.headers().firstValue("Retry-After")).contains("5");
    assertThat(gateway.calls).as("not called while it rests").hasSize(5);
  }
}
