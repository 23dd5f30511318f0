package id.kuota.http.payment.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.CreateOutcome;
import id.kuota.engine.payment.Notification;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.PaymentRequest;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.http.node.Ports;
import id.kuota.http.payment.Answers;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.http.payment.midtrans.MidtransGateway;
import id.kuota.http.payment.midtrans.Wire;
import id.kuota.http.testing.EdgeClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The adapter and the simulator, two programs that share no code, over a real port. */
final class FakeServerIT {

  private static final String KEY = "SB-Mid-server-test";
  private static final int PORT = Ports.anyFree();
  private static final String ADDRESS = "http://127.0.0.1:" + PORT;

  private static ActorSystem<Void> system;
  private static FakeServer server;
  private static MidtransGateway gateway;

  @BeforeAll
  static void start() {
    var settings =
        new SimulatorSettings(
            ADDRESS, URI.create("http://127.0.0.1:1/nobody"), KEY, 100, Duration.ofMillis(10));
    server = FakeServer.start(settings, "127.0.0.1", PORT, Clock.systemUTC());
    get(server.bound());
    system =
        ActorSystem.create(
            Behaviors.empty(),
            "merchant",
            ConfigFactory.parseString("pekko.actor.provider = local")
                .withFallback(ConfigFactory.load()));
    gateway = gateway(KEY);
  }

  @AfterAll
  static void stop() {
    get(server.stop());
    system.terminate();
  }

  @Test
  void aPaymentLivesFromItsPageToItsRefund() {
    PaymentRef payment = begun("qris");
    assertThat(get(gateway.fetchStatus(payment))).isEqualTo(new StatusOutcome.NotFound());

    press(payment, Button.WAIT);
    assertThat(result(payment)).isEqualTo(PaymentReport.Result.PENDING);
    press(payment, Button.APPROVE);
    assertThat(result(payment)).isEqualTo(PaymentReport.Result.SETTLED);
    assertThat(get(gateway.cancel(payment))).isInstanceOf(CancelOutcome.TooLate.class);

    var refund = new RefundRequest(payment, 50_000, "refund-1", "one seat less");
    RefundOutcome done = get(gateway.refund(refund));
    assertThat(done).isInstanceOf(RefundOutcome.Done.class);
    assertThat(get(gateway.refund(refund))).as("the same key").isEqualTo(done);
    assertThat(get(gateway.fetchStatus(payment)))
        .isInstanceOfSatisfying(
            StatusOutcome.Known.class,
            known -> {
              assertThat(known.report().result()).isEqualTo(PaymentReport.Result.REFUNDED);
              assertThat(known.report().amount()).isEqualTo(150_000);
              assertThat(known.report().returned()).isEqualTo(50_000);
            });
  }

  @Test
  void whatIsCancelledCannotBePaidLater() {
    PaymentRef payment = begun("qris");
    assertThat(get(gateway.cancel(payment))).isEqualTo(new CancelOutcome.NotFound());
    press(payment, Button.WAIT);

    assertThat(get(gateway.cancel(payment))).isEqualTo(new CancelOutcome.Cancelled());
    assertThat(get(gateway.cancel(payment))).as("again").isEqualTo(new CancelOutcome.Cancelled());
    assertThat(result(payment)).isEqualTo(PaymentReport.Result.FAILED);
  }

  @Test
  void aBankTransferNeedsAPersonToBeSentBack() {
    PaymentRef payment = begun("virtual_account");
    press(payment, Button.APPROVE);

    assertThat(get(gateway.refund(new RefundRequest(payment, 150_000, "refund-1", "late"))))
        .isInstanceOf(RefundOutcome.Refused.class);
  }

  @Test
  void aCardBeforeItsSettlementIsCancelledAsAWholeAndAPartWaits() {
    PaymentRef payment = begun("card");
    press(payment, Button.CAPTURE);
    var part = new RefundRequest(payment, 50_000, "refund-1", "ill");
    assertThat(get(gateway.refund(part))).isInstanceOf(RefundOutcome.NotNow.class);
    press(payment, Button.APPROVE);
    assertThat(get(gateway.refund(part))).isInstanceOf(RefundOutcome.Done.class);

    PaymentRef other = begun("card");
    press(other, Button.CAPTURE);
    var all = new RefundRequest(other, 150_000, "refund-2", "late");
    refuse(other, "cancel", "lost");
    assertThat(catchThrowable(() -> get(gateway.refund(all)))).as("the answer is lost").isNotNull();
    assertThat(get(gateway.refund(all))).isInstanceOf(RefundOutcome.Done.class);
    assertThat(result(other)).isEqualTo(PaymentReport.Result.FAILED);
  }

  @Test
  void aGatewayThatWasToldToRefusesRefusesUntilItIsToldOtherwise() {
    PaymentRef payment = begun("qris");
    press(payment, Button.APPROVE);
    var refund = new RefundRequest(payment, 150_000, "refund-1", "late");
    for (String now : List.of("412", "414", "418")) {
      refuse(payment, "refund", now);
      assertThat(get(gateway.refund(refund))).as(now).isInstanceOf(RefundOutcome.NotNow.class);
    }
    refuse(payment, "refund", "400");
    assertThat(get(gateway.refund(refund))).isInstanceOf(RefundOutcome.Refused.class);
    refuse(payment, "refund", "lost");
    assertThat(catchThrowable(() -> get(gateway.refund(refund)))).isNotNull();
    refuse(payment, "refund", "none");
    assertThat(get(gateway.refund(refund)))
        .as("done before")
        .isInstanceOf(RefundOutcome.Done.class);
    assertThat(new EdgeClient(PORT).act(refusal(payment, "refund", "200")).status()).isEqualTo(404);
    assertThat(new EdgeClient(PORT).act(refusal(payment, "pay", "400")).status()).isEqualTo(404);
  }

  @Test
  void aChallengeStaysAndIsNeverEnded() {
    PaymentRef payment = begun("card");
    press(payment, Button.CHALLENGE);
    assertThat(result(payment)).isEqualTo(PaymentReport.Result.UNDER_REVIEW);
    assertThat(get(gateway.cancel(payment)))
        .isInstanceOfSatisfying(
            CancelOutcome.TooLate.class,
            late ->
                assertThat(late.report().result()).isEqualTo(PaymentReport.Result.UNDER_REVIEW));
  }

  private static void refuse(PaymentRef payment, String operation, String answer) {
    assertThat(new EdgeClient(PORT).act(refusal(payment, operation, answer)).status())
        .isEqualTo(200);
  }

  private static String refusal(PaymentRef payment, String operation, String answer) {
    return "/fake-gateway/payments/%s/refuse/%s/%s".formatted(payment.payment(), operation, answer);
  }

  @Test
  void everyButtonTellsWhatTheAdapterUnderstands() {
    PaymentRef payment = begun("qris");
    Simulator simulator = server.gateway().simulator();
    for (Button button :
        new Button[] {Button.WAIT, Button.CAPTURE, Button.CHALLENGE, Button.APPROVE, Button.DENY}) {
      press(payment, button);
      Remembered known = simulator.transaction(payment.payment().value()).orElseThrow();
      OutgoingNotification told = Objects.requireNonNull(known.last());
      assertThat(gateway.read(Map.of(), told.body()))
          .as(button.word())
          .isInstanceOfSatisfying(
              Notification.Authentic.class,
              authentic -> assertThat(authentic.report().result()).isEqualTo(result(payment)));
    }
  }

  @Test
  void anotherKeyIsRefused() {
    MidtransGateway stranger = gateway("SB-Mid-server-other");
    var request =
        new PaymentRequest(PaymentId.of("o", "stranger"), "o", "qris", 1, "IDR", Instant.now());

    assertThat(get(stranger.create(request)))
        .isInstanceOfSatisfying(
            CreateOutcome.Refused.class, refused -> assertThat(refused.why()).startsWith("401"));
    assertThat(get(stranger.fetchStatus(new PaymentRef(request.payment(), "o"))))
        .isInstanceOf(StatusOutcome.Unknown.class);
  }

  private static int number;

  private static PaymentRef begun(String method) {
    String order = "ord_" + ++number;
    PaymentId payment = PaymentId.of(order, "key");
    var request =
        new PaymentRequest(payment, order, method, 150_000, "IDR", Instant.now().plusSeconds(900));
    String page = Answers.redirectUrl(gateway.create(request));
    assertThat(page).startsWith(ADDRESS + "/fake-gateway/payments/pay_");
    var browser = new EdgeClient(PORT);
    assertThat(browser.act(page.substring(ADDRESS.length()) + "/nothing").status()).isEqualTo(404);
    return new PaymentRef(payment, order);
  }

  private static void press(PaymentRef payment, Button button) {
    Simulator simulator = server.gateway().simulator();
    Remembered known = simulator.find(payment.payment().value()).orElseThrow();
    assertThat(simulator.press(known, button)).isNotCompletedExceptionally();
  }

  private static PaymentReport.Result result(PaymentRef payment) {
    return switch (get(gateway.fetchStatus(payment))) {
      case StatusOutcome.Known(var report) -> report.result();
      case StatusOutcome.NotFound notFound -> throw new AssertionError("not found");
      case StatusOutcome.Unknown(var why) -> throw new AssertionError(why);
      case StatusOutcome.NotAsked(var why) -> throw new AssertionError(why);
    };
  }

  private static MidtransGateway gateway(String key) {
    return new MidtransGateway(
        system,
        new SimulatorSettings(ADDRESS, URI.create(ADDRESS), key, 1, Duration.ZERO).adapter(),
        Wire.over(system),
        Clock.systemUTC());
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(15, TimeUnit.SECONDS).join();
  }
}
