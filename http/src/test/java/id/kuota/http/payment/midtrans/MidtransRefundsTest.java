package id.kuota.http.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each refusal means for money that shall go back, and what is done about it. */
final class MidtransRefundsTest {

  private static final PaymentId PAYMENT = new PaymentId("pay_00000000000000000000000000");
  private static final PaymentRef REF = new PaymentRef(PAYMENT, "ord_1");
  private static final RefundRequest ALL = new RefundRequest(REF, 150_000, "refund-1", "late");
  private static final RefundRequest PART = new RefundRequest(REF, 50_000, "refund-1", "ill");

  /** One of several that make the whole. */
  private static final RefundRequest TOGETHER =
      new RefundRequest(REF, 50_000, "refund-1", "ill", 150_000);

  private static final ActorSystem<Void> SYSTEM =
      ActorSystem.create(
          Behaviors.empty(),
          "midtrans-refunds",
          ConfigFactory.parseString("pekko.loglevel = WARNING")
              .withFallback(ConfigFactory.load("reference")));

  private final Queue<HttpResponse> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final MidtransRefunds refunds =
      new MidtransRefunds(
          new MidtransApi(
              SYSTEM,
              new MidtransSettings(
                  "midtrans",
                  "SB-Mid-server-x",
                  "https://snap.example",
                  "https://api.example",
                  List.of("card"),
                  Optional.empty()),
              this::answer));

  @AfterAll
  static void stop() {
    SYSTEM.terminate();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(ALL, 412, "settlement", "credit_card", "", RefundOutcome.NotNow.class),
        arguments(ALL, 412, "settlement", "shopeepay", "", RefundOutcome.NotNow.class),
        arguments(ALL, 414, "settlement", "gopay", "", RefundOutcome.NotNow.class),
        arguments(ALL, 418, "settlement", "qris", "", RefundOutcome.NotNow.class),
        arguments(ALL, 400, "settlement", "qris", "", RefundOutcome.NotNow.class),
        arguments(ALL, 401, "settlement", "qris", "", RefundOutcome.NotNow.class),
        arguments(ALL, 402, "settlement", "dana", "", RefundOutcome.NotNow.class),
        arguments(ALL, 404, "settlement", "a_new_wallet", "", RefundOutcome.NotNow.class),
        arguments(ALL, 412, "pending", "qris", "", RefundOutcome.NotNow.class),
        arguments(PART, 412, "capture", "credit_card", "", RefundOutcome.NotNow.class),
        arguments(PART, 412, "authorize", "credit_card", "", RefundOutcome.NotNow.class),
        arguments(PART, 412, "partial_refund", "qris", PARTLY_GONE, RefundOutcome.NotNow.class),
        arguments(ALL, 412, "partial_refund", "qris", PARTLY_GONE, RefundOutcome.Refused.class),
        arguments(PART, 412, "refund", "qris", ALL_GONE, RefundOutcome.Refused.class),
        arguments(ALL, 412, "settlement", "bank_transfer", "", RefundOutcome.Refused.class),
        arguments(ALL, 412, "settlement", "echannel", "", RefundOutcome.Refused.class),
        arguments(ALL, 402, "settlement", "cstore", "", RefundOutcome.NotNow.class),
        arguments(ALL, 414, "settlement", "bank_transfer", "", RefundOutcome.NotNow.class),
        arguments(ALL, 413, "settlement", "qris", "", RefundOutcome.Refused.class),
        arguments(ALL, 412, "deny", "credit_card", "", RefundOutcome.Refused.class),
        arguments(ALL, 412, "expire", "qris", "", RefundOutcome.Refused.class),
        arguments(ALL, 412, "chargeback", "credit_card", "", RefundOutcome.Refused.class));
  }

  private static final String PARTLY_GONE = ",\"refund_amount\":\"100000.00\"";
  private static final String ALL_GONE = ",\"refund_amount\":\"150000.00\"";

  @ParameterizedTest
  @MethodSource("refusals")
  void onlyWhatCanNeverWorkIsRefused(
      RefundRequest refund,
      int code,
      String status,
      String way,
      String more,
      Class<RefundOutcome> outcome) {
    refuses(code, "no");
    says(transaction(status, way, more));
    assertThat(get(refunds.send(refund))).isInstanceOf(outcome);
  }

  @Test
  void aRequestThatIsCalledInvalidIsWrongForGood() {
    refuses(400, "One or more parameters in the payload is invalid.");
    says(transaction("settlement", "qris", ""));
    assertThat(get(refunds.send(ALL))).isInstanceOf(RefundOutcome.Refused.class);
    refuses(400, "Refund is not allowed from 11:55 PM to 6:00 AM GMT+7");
    says(transaction("settlement", "shopeepay", ""));
    assertThat(get(refunds.send(ALL)))
        .isEqualTo(
            new RefundOutcome.NotNow("400 Refund is not allowed from 11:55 PM to 6:00 AM GMT+7"));
  }

  @Test
  void whatCannotBeLookedUpIsUnknown() {
    refuses(412, "no");
    refuses(404, "Transaction doesn't exist.");
    assertThat(get(refunds.send(ALL))).isInstanceOf(RefundOutcome.Unknown.class);
  }

  @Test
  void allOfACardBeforeItsSettlementIsCancelled() {
    refuses(412, "Merchant cannot modify the status of the transaction");
    says(transaction("capture", "credit_card", ""));
    says(transaction("cancel", "credit_card", ""));
    assertThat(get(refunds.send(ALL))).isEqualTo(new RefundOutcome.Done("cancelled t-1"));
    assertThat(asked).containsExactly("refund", "status", "cancel");
  }

  @Test
  void ticketsThatMakeTheWholeTogetherAreCancelledTogether() {
    refuses(412, "no");
    says(transaction("capture", "credit_card", ""));
    says(transaction("cancel", "credit_card", ""));
    assertThat(get(refunds.send(TOGETHER))).isEqualTo(new RefundOutcome.Done("cancelled t-1"));
    refuses(412, "no");
    says(transaction("cancel", "credit_card", ""));
    assertThat(get(refunds.send(TOGETHER)))
        .as("the next one finds it done")
        .isEqualTo(new RefundOutcome.Done("cancelled t-1"));
  }

  @Test
  void aFeeOnTopDoesNotMakeTheWholeAPart() {
    refuses(412, "no");
    says(transaction("capture", "credit_card", FEE).replace("150000.00", "150700.00"));
    says(transaction("cancel", "credit_card", ""));
    assertThat(get(refunds.send(ALL))).isInstanceOf(RefundOutcome.Done.class);
  }

  private static final String FEE =
      ",\"metadata\":{\"extra_info\":{\"gross_amount_info\":{\"original_amount\":\"150000\"}}}";

  @Test
  void aCancellationWhoseAnswerWasLostIsFoundAgain() {
    refuses(412, "no");
    says(transaction("cancel", "credit_card", ""));
    assertThat(get(refunds.send(ALL))).isEqualTo(new RefundOutcome.Done("cancelled t-1"));
    assertThat(asked).containsExactly("refund", "status");
  }

  @Test
  void aSettlementThatOvertakesTheCancellationIsRefunded() {
    refuses(412, "no");
    says(transaction("capture", "credit_card", ""));
    refuses(412, "no");
    says(transaction("settlement", "credit_card", ""));
    says(transaction("refund", "credit_card", ",\"refund_chargeback_id\":9"));
    assertThat(get(refunds.send(ALL))).isEqualTo(new RefundOutcome.Done("9"));
    assertThat(asked).containsExactly("refund", "status", "cancel", "status", "refund");
  }

  @Test
  void whatCannotBeCancelledNowIsNotNow() {
    refuses(412, "no");
    says(transaction("capture", "credit_card", ""));
    refuses(412, "the bank is closed");
    says(transaction("capture", "credit_card", ""));
    assertThat(get(refunds.send(ALL)))
        .isEqualTo(new RefundOutcome.NotNow("412 the bank is closed"));
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request) {
    String path = request.getUri().path();
    asked.add(path.substring(path.lastIndexOf('/') + 1));
    return CompletableFuture.completedFuture(answers.remove());
  }

  private void refuses(int code, String words) {
    says("{\"status_code\":\"%d\",\"status_message\":\"%s\"}".formatted(code, words));
  }

  private void says(String body) {
    answers.add(
        HttpResponse.create()
            .withStatus(StatusCodes.OK)
            .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body)));
  }

  private static String transaction(String status, String way, String more) {
    return """
    {"status_code":"200","transaction_id":"t-1","order_id":"%s","gross_amount":"150000.00",\
    "currency":"IDR","payment_type":"%s","transaction_status":"%s","fraud_status":"accept"%s}"""
        .formatted(PAYMENT, way, status, more);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
  }
}
