package id.kuota.http.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.CreateOutcome;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.PaymentRequest;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the adapter asks of Midtrans, and what it makes of the answers in its documentation. */
final class MidtransGatewayTest {

  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");
  private static final PaymentId PAYMENT = new PaymentId("pay_00000000000000000000000000");
  private static final PaymentRef REF = new PaymentRef(PAYMENT, "ord_1");
  private static final RefundRequest REFUND = new RefundRequest(REF, 150_000, "refund-1", "late");
  private static final PaymentRequest REQUEST =
      new PaymentRequest(PAYMENT, "ord_1", "qris", 150_000, "IDR", NOON.plusSeconds(900));

  private static final ActorSystem<Void> SYSTEM =
      ActorSystem.create(
          Behaviors.empty(),
          "midtrans",
          ConfigFactory.parseString("pekko.loglevel = WARNING")
              .withFallback(ConfigFactory.load("reference")));

  private final Queue<HttpResponse> answers = new ArrayDeque<>();
  private final List<HttpRequest> asked = new ArrayList<>();
  private final MidtransGateway gateway =
      new MidtransGateway(
          SYSTEM,
          new MidtransSettings(
              "midtrans",
              "SB-Mid-server-x",
              "https://snap.example",
              "https://api.example",
              List.of("qris"),
              Optional.of("https://kuota.example/v1/payments/midtrans/notifications")),
          this::answer,
          Clock.fixed(NOON, ZoneOffset.UTC));

  @AfterAll
  static void stop() {
    SYSTEM.terminate();
  }

  @Test
  void opensAPage() {
    says(201, "{\"token\":\"66e4fa55\",\"redirect_url\":\"https://snap.example/66e4fa55\"}");

    var created =
        new CreateOutcome.Created(
            new PaymentInstruction("https://snap.example/66e4fa55", NOON.plusSeconds(13 * 60)));
    assertThat(get(gateway.create(REQUEST))).isEqualTo(created);
    HttpRequest request = asked.getFirst();
    assertThat(asked).hasSize(1);
    assertThat(request.method().name()).isEqualTo("POST");
    assertThat(request.getUri()).hasToString("https://snap.example/snap/v1/transactions");
    assertThat(header(request, "Authorization")).isEqualTo("Basic U0ItTWlkLXNlcnZlci14Og==");
    assertThat(header(request, "X-Override-Notification"))
        .isEqualTo("https://kuota.example/v1/payments/midtrans/notifications");
  }

  /** The bounds that its own validation names. */
  @Test
  void saysWhichAmountsItTakes() {
    assertThat(gateway.amounts("qris")).isEqualTo(new AmountRange(1, 99_999_999_999L));
    assertThat(gateway.amounts("card")).isEqualTo(new AmountRange(1, 999_999_999));
    assertThat(gateway.amounts("credit_card")).isEqualTo(new AmountRange(1, 999_999_999));
  }

  @Test
  void aPageWhoseAddressCannotBeKeptIsAFailure() {
    says(201, "{\"redirect_url\":\"https://snap.example/" + "x".repeat(3_000) + "\"}");

    assertThatThrownBy(() -> get(gateway.create(REQUEST))).isInstanceOf(CompletionException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 406})
  void whatSnapRefusesIsNoFailure(int status) {
    says(status, "{\"error_messages\":[\"order_id has already been taken\",\"and more\"]}");

    assertThat(get(gateway.create(REQUEST)))
        .isEqualTo(
            new CreateOutcome.Refused(status + " order_id has already been taken; and more"));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503})
  void whatMayHaveBeenDoneIsAFailure(int status) {
    says(status, "{\"status_code\":\"200\"}");
    assertThatThrownBy(() -> get(gateway.create(REQUEST))).isInstanceOf(CompletionException.class);
    says(status, "{}");
    assertThatThrownBy(() -> get(gateway.fetchStatus(REF))).isInstanceOf(CompletionException.class);
    says(status, "{}");
    assertThatThrownBy(() -> get(gateway.cancel(REF))).isInstanceOf(CompletionException.class);
    says(status, "{}");
    assertThatThrownBy(() -> get(gateway.refund(REFUND))).isInstanceOf(CompletionException.class);
    answers.add(HttpResponse.create().withEntity("<html>Bad gateway</html>"));
    assertThatThrownBy(() -> get(gateway.fetchStatus(REF))).isInstanceOf(CompletionException.class);
  }

  @Test
  void takesRupiahOnly() {
    var dollars = new PaymentRequest(PAYMENT, "ord_1", "qris", 10, "USD", NOON.plusSeconds(900));

    assertThat(get(gateway.create(dollars))).isInstanceOf(CreateOutcome.Refused.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void readsAStatus() {
    says(200, transaction("settlement", "200"));

    assertThat(get(gateway.fetchStatus(REF)))
        .isEqualTo(
            new StatusOutcome.Known(
                new PaymentReport(
                        PAYMENT, "ord_1", "t-1", 150_000, "IDR", PaymentReport.Result.SETTLED)
                    .askedAt(NOON)));
    assertThat(asked.getFirst().getUri())
        .hasToString("https://api.example/v2/" + PAYMENT + "/status");
  }

  @Test
  void aMissingTransactionIsNotFoundWhateverHttpSays() {
    says(200, "{\"status_code\":\"404\",\"status_message\":\"Transaction doesn't exist.\"}");
    assertThat(get(gateway.fetchStatus(REF))).isEqualTo(new StatusOutcome.NotFound());
    says(404, "{\"status_code\":\"404\",\"status_message\":\"Transaction doesn't exist.\"}");
    assertThat(get(gateway.cancel(REF))).isEqualTo(new CancelOutcome.NotFound());
  }

  @Test
  void theStatusOfAnotherPaymentIsNoAnswer() {
    says(200, transaction("settlement", "200").replace("pay_0", "pay_1"));

    assertThatThrownBy(() -> get(gateway.fetchStatus(REF))).hasMessageContaining("order_id");
  }

  @Test
  void whatIsPendingExpires() {
    says(200, transaction("expire", "407"));

    assertThat(get(gateway.cancel(REF))).isEqualTo(new CancelOutcome.Cancelled());
    assertThat(asked.getFirst().getUri())
        .hasToString("https://api.example/v2/" + PAYMENT + "/expire");
  }

  @Test
  void whatCanNoLongerBeChangedIsLookedUp() {
    String no =
        "{\"status_code\":\"412\",\"status_message\":\"Transaction status cannot be updated.\"}";
    says(412, no);
    says(200, transaction("settlement", "200"));
    assertThat(get(gateway.cancel(REF)))
        .isEqualTo(
            new CancelOutcome.TooLate(
                new PaymentReport(
                        PAYMENT, "ord_1", "t-1", 150_000, "IDR", PaymentReport.Result.SETTLED)
                    .askedAt(NOON)));
    says(200, no);
    says(200, transaction("cancel", "200"));
    assertThat(get(gateway.cancel(REF))).isEqualTo(new CancelOutcome.Cancelled());
    says(412, no);
    says(200, transaction("pending", "201"));
    assertThat(get(gateway.cancel(REF))).isInstanceOf(CancelOutcome.Unknown.class);
  }

  @Test
  void sendsMoneyBack() {
    says(200, transaction("refund", "200").replace("}", ",\"refund_chargeback_id\":2}"));

    assertThat(get(gateway.refund(REFUND))).isEqualTo(new RefundOutcome.Done("2"));
    HttpRequest request = asked.getFirst();
    assertThat(request.getUri()).hasToString("https://api.example/v2/" + PAYMENT + "/refund");
    assertThat(body(request))
        .isEqualTo("{\"refund_key\":\"refund-1\",\"amount\":150000,\"reason\":\"late\"}");
  }

  @Test
  void aRefundWhoseAnswerWasLostIsFoundAgain() {
    says(406, "{\"status_code\":\"406\",\"status_message\":\"Duplicate refund key\"}");
    says(
        200,
        transaction("refund", "200")
            .replace(
                "}", ",\"refunds\":[{\"refund_key\":\"refund-1\",\"refund_chargeback_id\":7}]}"));

    assertThat(get(gateway.refund(REFUND))).isEqualTo(new RefundOutcome.Done("7"));
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request) {
    asked.add(request);
    return CompletableFuture.completedFuture(answers.remove());
  }

  private void says(int status, String body) {
    answers.add(
        HttpResponse.create()
            .withStatus(StatusCodes.get(status))
            .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body)));
  }

  private static String transaction(String status, String code) {
    return """
    {"status_code":"%s","transaction_id":"t-1","order_id":"%s","gross_amount":"150000.00",\
    "currency":"IDR","payment_type":"qris","transaction_status":"%s","fraud_status":"accept"}"""
        .formatted(code, PAYMENT, status);
  }

  private static String header(HttpRequest request, String name) {
    return request.getHeader(name).orElseThrow().value();
  }

  private static String body(HttpRequest request) {
    return request
        .entity()
        .toStrict(1_000, SYSTEM)
        .toCompletableFuture()
        .join()
        .getData()
        .utf8String();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
  }
}
