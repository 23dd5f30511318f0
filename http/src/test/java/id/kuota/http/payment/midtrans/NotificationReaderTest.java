package id.kuota.http.payment.midtrans;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.payment.Notification;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a message of Midtrans, and what it says. */
final class NotificationReaderTest {

  private static final String KEY = "the key of the tests";
  private static final String PAYMENT = "pay_00000000000000000000000000";

  /** In the form of Midtrans' documentation, with an order_id of ours. */
  private static final String SETTLEMENT =
      """
      {"transaction_time":"2026-11-21 12:00:00","transaction_status":"settlement",\
      "transaction_id":"513f1f01-c9da-474c-9fc9-d5c64364b709",\
      "status_message":"midtrans payment notification","status_code":"200",\
      "signature_key":"$SIGNATURE","payment_type":"qris","order_id":"%s",\
      "merchant_id":"G141532850","issuer":"gopay","gross_amount":"150000.00",\
      "fraud_status":"accept","currency":"IDR","acquirer":"gopay","custom_field1":"ord_1"}
      """
          .formatted(PAYMENT);

  private final NotificationReader reader = new NotificationReader(KEY);

  @ParameterizedTest
  @CsvSource({
    "settlement,         200, SETTLED,      0",
    "capture,            200, SETTLED,      0",
    "pending,            201, PENDING,      0",
    "authorize,          200, PENDING,      0",
    "deny,               202, FAILED,       0",
    "cancel,             200, FAILED,       0",
    "expire,             407, FAILED,       0",
    "failure,            202, FAILED,       0",
    "refund,             200, REFUNDED,     150000",
    "partial_refund,     200, REFUNDED,     0",
    "chargeback,         200, CHARGED_BACK, 150000",
    "partial_chargeback, 200, CHARGED_BACK, 0",
  })
  void everyStatusHasItsMeaning(
      String status, String code, PaymentReport.Result result, long returned) {
    String message = SETTLEMENT.replace("settlement", status).replace("\"200\"", q(code));

    assertThat(read(signed(message)))
        .isEqualTo(
            new Notification.Authentic(
                new PaymentReport(
                    new PaymentId(PAYMENT),
                    "ord_1",
                    "513f1f01-c9da-474c-9fc9-d5c64364b709",
                    150_000,
                    "IDR",
                    result,
                    returned),
                Optional.empty()));
  }

  @Test
  void itGivesBackWhichTraceThePaymentBelongsTo() {
    String trace = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";
    String message =
        SETTLEMENT.replace("\"issuer\":\"gopay\"", "\"custom_field2\":\"" + trace + '"');

    assertThat(message).contains(trace);
    assertThat(read(signed(message)))
        .isInstanceOfSatisfying(
            Notification.Authentic.class,
            authentic -> assertThat(authentic.traceparent()).contains(trace));
  }

  @Test
  void ofAPartItSaysHowMuch() {
    String message =
        SETTLEMENT
            .replace("settlement", "partial_refund")
            .replace("\"issuer\":\"gopay\"", "\"refund_amount\":\"50000.00\"");

    assertThat(report(message).returned()).isEqualTo(50_000);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        // The order's price, and the fee on top.
        "'100000', '100700', '700', 100000, 700",
        "'100000.00', '100700.00', '700.00', 100000, 700",
        "100000, 100700, 700, 100000, 700",
        "100000.0, 100700.00, 700, 100000, 700",
        "'100700', '100700', '0', 100700, 0",
        // What does not add up does not count.
        "'100000', '100700', '600', 100700, 0",
        "'100000', '100800', '700', 100700, 0",
        "'100700', '100700', '-700', 100700, 0",
        "'100800', '100700', '-100', 100700, 0",
        "'100000', '100700', '700.50', 100700, 0",
        "'100000', '100700', null, 100700, 0",
        "null, '100700', '700', 100700, 0",
        "'100000', '100700', true, 100700, 0",
        "'9999999999999999999', '100700', '700', 100700, 0",
      })
  void theFeeThatTheBuyerBearsIsApart(
      String original, String gross, String fee, long amount, long onTop) {
    String info =
        """
        "metadata":{"extra_info":{"gross_amount_info":{"original_amount":%s,\
        "gross_amount":%s,"customer_imposed_payment_fee":%s}}}"""
            .formatted(json(original), json(gross), json(fee));
    String message =
        SETTLEMENT.replace("150000.00", "100700.00").replace("\"issuer\":\"gopay\"", info);

    assertThat(report(message))
        .returns(amount, PaymentReport::amount)
        .returns(onTop, PaymentReport::fee);
  }

  @Test
  void metadataOfAnyOtherFormIsIgnored() {
    for (String metadata : List.of("null", "[]", "\"x\"", "{\"extra_info\":7}", "7")) {
      String message = SETTLEMENT.replace("\"issuer\":\"gopay\"", "\"metadata\":" + metadata);
      assertThat(report(message))
          .returns(150_000L, PaymentReport::amount)
          .returns(0L, PaymentReport::fee);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "refund,         '50000.00', -,             50000",
        "refund,         150000,     50000|100000, 150000",
        "refund,         '70000.00', 80000|70000,  150000",
        "refund,         '0',        -,            150000",
        "partial_refund, -,          20000|30000,   50000",
        "partial_refund, '30000.00', 20000|30000,   50000",
        "settlement,     '30000.00', 20000,             0",
      })
  void whatHasGoneBackInAllIsTheLargestThatIsSaid(
      String status, String sum, String refunds, long returned) {
    var list = new StringBuilder();
    int number = 0;
    for (String amount : refunds.equals("-") ? new String[0] : refunds.split("\\|")) {
      list.append(list.isEmpty() ? "" : ",")
          .append(
              "{\"refund_key\":\"k%d\",\"refund_chargeback_id\":%d,\"refund_amount\":\"%s.00\"}"
                  .formatted(number, number++, amount));
    }
    String fields = sum.equals("-") ? "" : "\"refund_amount\":" + json(sum) + ",";
    String message =
        SETTLEMENT
            .replace("settlement", status)
            .replace("\"issuer\":\"gopay\"", fields + "\"refunds\":[" + list + "]");

    assertThat(report(message).returned()).isEqualTo(returned);
    assertThat(report(message).refunds()).hasSize(number);
    if (number > 0) {
      assertThat(report(message).refunds().getFirst())
          .isEqualTo(new PaymentReport.ListedRefund("k0", "0"));
    }
  }

  /** As it stands in the table: a text in quotes, or a bare value. */
  private static String json(String value) {
    return value.startsWith("'") ? q(value.substring(1, value.length() - 1)) : value;
  }

  @ParameterizedTest
  @CsvSource({
    "accept,    200, SETTLED",
    "challenge, 201, UNDER_REVIEW",
    "challenge, 200, UNDER_REVIEW",
    "deny,      200, FAILED",
    "whatever,  200, UNDER_REVIEW",
    "accept,    201, PENDING",
  })
  void theFraudCheckHasTheLastWord(String fraud, String code, PaymentReport.Result result) {
    String message =
        SETTLEMENT
            .replace("settlement", "capture")
            .replace("\"200\"", q(code))
            .replace("\"accept\"", q(fraud));

    assertThat(report(message).result()).isEqualTo(result);
  }

  @Test
  void channelsWithoutAFraudCheckLeaveItOut() {
    assertThat(report(SETTLEMENT.replace("\"fraud_status\":\"accept\",", "")).result())
        .isEqualTo(PaymentReport.Result.SETTLED);
  }

  @Test
  void whatOneDoesNotKnowIsIgnored() {
    String message =
        SETTLEMENT.replace(
            "\"issuer\":\"gopay\"", "\"va_numbers\":[{\"bank\":\"bca\"}],\"new\":null");

    assertThat(report(message).result()).isEqualTo(PaymentReport.Result.SETTLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"order_id", "status_code", "gross_amount", "signature_key"})
  void whatIsSignedCannotBeChanged(String field) {
    String changed =
        signed(SETTLEMENT).replaceFirst("(\"" + field + "\":\"[^\"]*)[0-9a-f]\"", "$1x\"");

    assertThat(changed).isNotEqualTo(signed(SETTLEMENT));
    assertThat(read(changed)).isEqualTo(new Notification.Forged());
  }

  @Test
  void theKeyOfAnotherMerchantDoesNotFit() {
    var other = new NotificationReader("another key");

    assertThat(other.read(signed(SETTLEMENT).getBytes(UTF_8))).isEqualTo(new Notification.Forged());
  }

  /** Why a message is not enough: the signature does not cover the status. */
  @Test
  void theStatusCanBeChangedUnderAValidSignature() {
    String cancelled = signed(SETTLEMENT.replace("settlement", "cancel"));

    assertThat(read(cancelled.replace("cancel", "settlement")))
        .isInstanceOf(Notification.Authentic.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"order_id\"",
        "{}",
        "{\"order_id\":\"a\",\"order_id\":\"b\"}",
        "{\"order_id\":\"a\",\"status_code\":200,\"gross_amount\":\"1.00\",\"signature_key\":\"\"}",
        "{\"order_id\":\"a\",\"status_code\":\"200\",\"gross_amount\":\"1.00\"}",
      })
  void whatIsNoNotificationIsMalformed(String body) {
    assertThat(read(body)).isInstanceOf(Notification.Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "150000.00,        150000.50",
    "150000.00,        -150000.00",
    "150000.00,        1e5",
    "150000.00,        1500000000000000000",
    "settlement,       somewhere",
    "custom_field1,    custom_field2",
    "transaction_id,   transaction_no",
    "'\"currency\":\"IDR\"', '\"currency\":\"IDR\",\"currency\":\"USD\"'",
  })
  void whatCannotBeUnderstoodIsMalformedEvenIfSigned(String part, String other) {
    assertThat(SETTLEMENT).contains(part);
    assertThat(read(signed(SETTLEMENT.replace(part, other))))
        .isInstanceOf(Notification.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payment_notif_test_G141532850_0a4e2a5e-1c2d-4f5f-a0c3-6c5dbd7ab1f4",
        "order-1579080643",
        "pay_0",
        "",
      })
  void whatOtherShopsOfTheMerchantTakeIsForeignWhateverElseItSays(String orderId) {
    String message =
        SETTLEMENT
            .replace(PAYMENT, orderId)
            .replace("150000.00", "10.50")
            .replace("custom_field1", "metadata")
            .replace("settlement", "invented");

    assertThat(read(signed(message))).isEqualTo(new Notification.Foreign(orderId));
    assertThat(read(message.replace("$SIGNATURE", "0".repeat(128))))
        .isEqualTo(new Notification.Forged());
  }

  private PaymentReport report(String message) {
    return switch (read(signed(message))) {
      case Notification.Authentic(var report, _) -> report;
      case Notification.Foreign foreign -> throw new AssertionError("foreign");
      case Notification.Forged forged -> throw new AssertionError("forged");
      case Notification.Malformed(var detail) -> throw new AssertionError(detail);
    };
  }

  private Notification read(String body) {
    return reader.read(body.getBytes(UTF_8));
  }

  private static String signed(String message) {
    return message.replace(
        "$SIGNATURE",
        SignatureKey.of(
            value(message, "order_id"),
            value(message, "status_code"),
            value(message, "gross_amount"),
            KEY));
  }

  private static String value(String message, String field) {
    return message.replaceAll("(?s).*\"" + field + "\":\"([^\"]*)\".*", "$1");
  }

  private static String q(String text) {
    return "\"" + text + "\"";
  }
}
