package id.kuota.http.payment.simulator;

import static id.kuota.http.payment.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PaymentId;
import id.kuota.http.payment.PayingEdge;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.http.testing.EdgeClient;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of the simulator and its buttons, over a real port. */
final class FakeGatewayIT {

  private static PayingEdge edge;

  @BeforeAll
  static void start() {
    edge = PayingEdge.withFakeGateway();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void thePageShowsWhatIsToBePaid() {
    OrderView order = edge.placed();
    String url = redirectUrl(order);

    EdgeClient.Answer page = edge.get(url);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
    assertThat(page.header("Content-Security-Policy")).isNotEmpty();
    assertThat(page.text())
        .contains("Payment simulator", "Rp150.000", order.order().value(), "nothing yet")
        .contains("/approve\"", "/deny\"", "/repeat\"", "/forge\"", "/swap\"", "/chargeback\"")
        .doesNotContain("{{");
  }

  @Test
  void aBrowserComesBackToThePage() {
    OrderView order = edge.placed();
    String url = redirectUrl(order);

    EdgeClient.Answer pressed = edge.post(url + "/approve", "", "Accept", "text/html,*/*");

    assertThat(pressed.status()).isEqualTo(303);
    assertThat(url).endsWith(pressed.header("Location"));
    assertThat(edge.get(url).text())
        .contains("settlement", "it was answered with 200, at attempt 1");
    assertThat(edge.order(order.order()).status()).isEqualTo(OrderView.Status.PAID);
  }

  @Test
  void theBareIdWorksAsLongAsItIsRemembered() {
    OrderView order = edge.placed();
    EdgeClient.Answer payment = edge.pay(order.order(), PayingEdge.key(), "qris");
    String id = payment.json().get("id").textValue();

    EdgeClient.Answer pressed = edge.post("/fake-gateway/payments/" + id + "/approve", "");

    assertThat(pressed.status()).isEqualTo(200);
    assertThat(pressed.json().get("status").textValue()).isEqualTo("approved");
    assertThat(pressed.json().at("/notification/delivered").booleanValue()).isTrue();
    assertThat(edge.order(order.order()).status()).isEqualTo(OrderView.Status.PAID);
  }

  @Test
  void aForgedNotificationIsNotBelieved() {
    OrderView order = edge.placed();
    String url = redirectUrl(order);

    EdgeClient.Answer pressed = edge.post(url + "/forge", "");

    assertThat(pressed.json().get("status").textValue()).isEqualTo("forged");
    assertThat(pressed.json().at("/notification/answer").intValue()).isEqualTo(401);
    assertThat(edge.order(order.order()).status()).isEqualTo(OrderView.Status.HELD);
  }

  @Test
  void whatIsTamperedWithIsAskedAboutAndChangesNothing() {
    OrderView order = edge.placed();
    String url = redirectUrl(order);

    EdgeClient.Answer pressed = edge.post(url + "/swap", "");

    assertThat(pressed.json().get("status").textValue()).isEqualTo("swapped");
    assertThat(pressed.json().at("/notification/answer").intValue()).isEqualTo(200);
    assertThat(edge.order(order.order()).status()).isEqualTo(OrderView.Status.HELD);
  }

  @Test
  void whatIsToldInTheWrongOrderIsPaidAllTheSame() {
    OrderView order = edge.placed();
    String url = redirectUrl(order);

    assertThat(edge.post(url + "/reorder", "").status()).isEqualTo(200);

    assertThat(edge.order(order.order()).status()).isEqualTo(OrderView.Status.PAID);
  }

  @Test
  void whatIsToldLaterIsOnItsWay() {
    OrderView order = edge.placed();
    String url = redirectUrl(order);

    EdgeClient.Answer pressed = edge.post(url + "/delay", "");

    assertThat(pressed.status()).isEqualTo(202);
    assertThat(edge.get(url).text()).contains("settlement");
    assertThat(edge.order(order.order()).status()).isEqualTo(OrderView.Status.HELD);
  }

  @Test
  void onlyMoneyThatCameCanBeChargedBack() {
    OrderView order = edge.placed();
    String url = redirectUrl(order);
    assertProblem(edge.post(url + "/chargeback", ""), 404, "not_found");
    edge.post(url + "/approve", "");

    assertThat(edge.post(url + "/chargeback", "").status()).isEqualTo(200);
    assertProblem(edge.post(url + "/nothing", ""), 404, "not_found");
  }

  @Test
  void repeatingSendsTheLastNotificationAgain() {
    OrderView order = edge.placed();
    String url = redirectUrl(order);
    assertProblem(edge.post(url + "/repeat", ""), 404, "not_found");
    edge.post(url + "/approve", "");

    EdgeClient.Answer pressed = edge.post(url + "/repeat", "");

    assertThat(pressed.json().get("status").textValue()).isEqualTo("repeated");
    assertThat(pressed.json().at("/notification/answer").intValue()).isEqualTo(200);
    assertThat(edge.order(order.order()).tickets()).hasSize(1);
  }

  /** As after a restart: the link was written by another instance, this one has never seen it. */
  @Test
  void aForgottenPaymentCanStillBePaid() {
    OrderView order = edge.placed();
    String key = PayingEdge.key();
    edge.pay(order.order(), key, "qris");
    var before =
        new FakeGateway(
            SimulatorSettings.of("http://before.example", PayingEdge.SECRET), Clock.systemUTC());
    String link =
        "/fake-gateway/payments/"
            + before
                .simulator()
                .link(
                    new FakePayment(
                        PaymentId.of(order.order().value(), key).value(),
                        order.order().value(),
                        "qris",
                        order.total(),
                        "IDR",
                        order.heldUntil(),
                        before.settings().notifications()));
    before.close();

    try (var after = PayingEdge.withFakeGateway()) {
      EdgeClient.Answer page = after.get(link);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text()).contains("Rp150.000");
    }
    edge.post(link + "/approve", "");
    assertThat(edge.order(order.order()).status()).isEqualTo(OrderView.Status.PAID);
  }

  @Test
  void aChangedLinkLeadsNowhere() {
    String url = redirectUrl(edge.placed());

    assertProblem(edge.get(url.replace("150000", "000001")), 404, "payment_not_found");
    assertProblem(
        edge.post(url.replace("150000", "000001") + "/approve", ""), 404, "payment_not_found");
    assertProblem(
        edge.get("/fake-gateway/payments/pay_00000000000000000000000000"),
        404,
        "payment_not_found");
    assertProblem(edge.get(url + "/approve"), 405, "method_not_allowed");
  }

  private static String redirectUrl(OrderView order) {
    EdgeClient.Answer answer = edge.pay(order.order(), PayingEdge.key(), "qris");
    assertThat(answer.status()).isEqualTo(201);
    return answer.json().get("redirect_url").textValue();
  }
}
