package id.kuota.http.payment.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.payment.Notification;
import id.kuota.engine.payment.Notification.Authentic;
import id.kuota.engine.payment.Notification.Forged;
import id.kuota.engine.payment.Notification.Malformed;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.PaymentReport.Result;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed, and what is not. */
class NotificationReaderTest {

  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");
  private static final FakePayment PAYMENT =
      new FakePayment(
          PaymentId.of("ord_00000000000000000000000000000000", "k"),
          "ord_00000000000000000000000000000000",
          "qris",
          150_000,
          "IDR",
          NOON.plusSeconds(900));

  private final Signing signing = new Signing("the key of the tests");
  private final NotificationWriter writer = new NotificationWriter(signing);
  private final NotificationReader reader = new NotificationReader(signing);

  @ParameterizedTest
  @CsvSource({
    "SETTLEMENT, SETTLED",
    "CAPTURE,    SETTLED",
    "PENDING,    PENDING",
    "DENY,       FAILED",
    "CANCEL,     FAILED",
    "EXPIRE,     FAILED",
    "FAILURE,    FAILED",
  })
  void believesWhatItHasWritten(TransactionStatus status, Result result) {
    assertThat(read(writer.write(PAYMENT, status, NOON)))
        .isEqualTo(
            new Authentic(
                new PaymentReport(
                    PAYMENT.payment(),
                    PAYMENT.order(),
                    PAYMENT.transaction(),
                    150_000,
                    "IDR",
                    result)));
  }

  @Test
  void writesWhatTheRealOneWrites() {
    assertThat(body(writer.write(PAYMENT, TransactionStatus.SETTLEMENT, NOON)))
        .contains("\"gross_amount\":\"150000.00\"")
        .contains("\"status_code\":\"200\"")
        .contains("\"transaction_status\":\"settlement\"")
        .contains("\"transaction_time\":\"2026-11-21 12:00:00\"")
        .contains("\"order_id\":\"" + PAYMENT.payment() + "\"");
  }

  @Test
  void anyChangedByteIsNoticed() {
    SignedNotification genuine = writer.write(PAYMENT, TransactionStatus.SETTLEMENT, NOON);
    for (int i = 0; i < genuine.body().length; i++) {
      byte[] changed = genuine.body().clone();
      changed[i] ^= 1;
      assertThat(read(new SignedNotification(changed, genuine.signature())))
          .as("byte %d changed: %s", i, new String(changed, UTF_8))
          .isNotInstanceOf(Authentic.class);
    }
  }

  @Test
  void theRightSignatureWithAnotherStatusIsNotBelieved() {
    SignedNotification forged = writer.forge(PAYMENT, NOON);

    assertThat(body(forged)).contains("settlement");
    assertThat(read(forged)).isEqualTo(new Forged());
  }

  @Test
  void withoutTheHeaderNothingIsBelieved() {
    SignedNotification genuine = writer.write(PAYMENT, TransactionStatus.SETTLEMENT, NOON);

    assertThat(reader.read(Map.of(), genuine.body())).isEqualTo(new Forged());
    assertThat(read(new SignedNotification(genuine.body(), ""))).isEqualTo(new Forged());
  }

  @Test
  void theKeyOfAnotherGatewayDoesNotFit() {
    var other = new NotificationWriter(new Signing("the key of somebody else"));

    assertThat(read(other.write(PAYMENT, TransactionStatus.SETTLEMENT, NOON)))
        .isEqualTo(new Forged());
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
    assertThat(readSigned(body)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "150000.00,        150000.50",
    "150000.00,        -150000.00",
    "150000.00,        1e5",
    "150000.00,        1500000000000000000",
    "settlement,       refunded",
    "custom_field1,    custom_field2",
    "transaction_id,   transaction_no",
    "'\"currency\":\"IDR\"', '\"currency\":\"IDR\",\"currency\":\"USD\"'",
  })
  void whatCannotBeUnderstoodIsMalformedEvenIfSigned(String part, String other) {
    assertThat(readSigned(resigned(part, other))).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"fraud_status\":\"accept\",',                      '',                             SETTLED",
    "'\"fraud_status\":\"accept\"',     '\"fraud_status\":\"challenge\"',                 PENDING",
    "'\"currency\":\"IDR\",',                             '',                             SETTLED",
    "'\"merchant_id\":\"KUOTA-FAKE\"',  '\"va_numbers\":[{\"bank\":\"bca\"}],\"new\":null', SETTLED",
    "150000.00,                                           150000,                         SETTLED",
    "'\"status_code\":\"200\"',         '\"status_code\":\"202\"',                        PENDING",
  })
  void isLenientAboutTheRest(String part, String other, Result result) {
    assertThat(readSigned(resigned(part, other)))
        .isInstanceOfSatisfying(
            Authentic.class,
            authentic -> {
              assertThat(authentic.report().result()).isEqualTo(result);
              assertThat(authentic.report().amount()).isEqualTo(150_000);
              assertThat(authentic.report().currency()).isEqualTo("IDR");
            });
  }

  @ParameterizedTest
  @EnumSource(TransactionStatus.class)
  void theSameMessageIsTheSameToTheByte(TransactionStatus status) {
    assertThat(writer.write(PAYMENT, status, NOON).body())
        .isEqualTo(writer.write(PAYMENT, status, NOON).body());
  }

  /** A settlement in which one part was replaced before it was signed. */
  private String resigned(String part, String other) {
    String body = body(writer.write(PAYMENT, TransactionStatus.SETTLEMENT, NOON));
    assertThat(body).contains(part);
    String changed = body.replace(part, other);
    String code = changed.contains("\"status_code\":\"202\"") ? "202" : "200";
    String amount = changed.replaceAll(".*\"gross_amount\":\"([^\"]*)\".*", "$1");
    String before = signing.ofValues(PAYMENT.payment().value(), "200", "150000.00");
    return changed.replace(before, signing.ofValues(PAYMENT.payment().value(), code, amount));
  }

  private Notification readSigned(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return read(new SignedNotification(bytes, signing.ofBody(bytes)));
  }

  private Notification read(SignedNotification notification) {
    return reader.read(
        Map.of(NotificationReader.SIGNATURE_HEADER, notification.signature()), notification.body());
  }

  private static String body(SignedNotification notification) {
    return new String(notification.body(), UTF_8);
  }
}
