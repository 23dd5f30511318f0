package id.kuota.http.payment.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;

/** Writes what the gateway sends. */
final class NotificationWriter {

  /** The gateway's clock shows the time of Jakarta, and does not say so. */
  private static final DateTimeFormatter JAKARTA =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(7));

  private static final JsonMapper JSON = new JsonMapper();

  private final Signing signing;

  NotificationWriter(Signing signing) {
    this.signing = signing;
  }

  SignedNotification write(FakePayment payment, TransactionStatus status, Instant at) {
    return seal(body(payment, status, status, at));
  }

  /**
   * A message that was true once and was changed on the way: "cancel" became "settlement". The
   * signature over the values still fits, the one over the body does not.
   */
  SignedNotification forge(FakePayment payment, Instant at) {
    byte[] genuine = body(payment, TransactionStatus.CANCEL, TransactionStatus.CANCEL, at);
    byte[] changed = body(payment, TransactionStatus.CANCEL, TransactionStatus.SETTLEMENT, at);
    return new SignedNotification(changed, signing.ofBody(genuine));
  }

  private SignedNotification seal(byte[] body) {
    return new SignedNotification(body, signing.ofBody(body));
  }

  private byte[] body(
      FakePayment payment, TransactionStatus signed, TransactionStatus told, Instant at) {
    String grossAmount = payment.amount() + ".00";
    var fields = new LinkedHashMap<String, String>();
    fields.put("transaction_time", JAKARTA.format(at));
    fields.put("transaction_status", told.word());
    fields.put("transaction_id", payment.transaction());
    fields.put("status_message", "fake payment notification");
    fields.put("status_code", signed.code());
    fields.put(
        "signature_key", signing.ofValues(payment.payment().value(), signed.code(), grossAmount));
    fields.put("payment_type", payment.method());
    fields.put("order_id", payment.payment().value());
    fields.put("merchant_id", "KUOTA-FAKE");
    fields.put("gross_amount", grossAmount);
    fields.put("fraud_status", "accept");
    fields.put("currency", payment.currency());
    fields.put("custom_field1", payment.order());
    try {
      return JSON.writeValueAsString(fields).getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }
}
