package id.kuota.http.payment.midtrans;

import static id.kuota.http.payment.midtrans.TransactionReader.text;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import id.kuota.engine.payment.Notification;
import id.kuota.engine.payment.PaymentId;
import java.io.IOException;
import java.util.List;

/** Checks and reads notifications. */
final class NotificationReader {

  private static final List<String> SIGNED =
      List.of("order_id", "status_code", "gross_amount", "signature_key");

  /** A field that stands in the message twice has two meanings, of which one was signed. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String serverKey;

  NotificationReader(String serverKey) {
    this.serverKey = serverKey;
  }

  Notification read(byte[] body) {
    JsonNode message;
    try {
      message = JSON.readTree(body);
    } catch (IOException e) {
      return new Notification.Malformed("the body is not JSON");
    }
    for (String field : SIGNED) {
      if (text(message, field).isEmpty())
        return new Notification.Malformed(field + " is missing or no text");
    }
    if (!isGenuine(message)) return new Notification.Forged();
    String payment = required(message, "order_id");
    if (!PaymentId.isValid(payment)) return new Notification.Foreign(payment);
    return switch (TransactionReader.read(message, null)) {
      case TransactionReader.Read.Report(var report) ->
          new Notification.Authentic(report, text(message, MidtransApi.TRACE_FIELD));
      case TransactionReader.Read.Broken(var detail) -> new Notification.Malformed(detail);
    };
  }

  private boolean isGenuine(JsonNode message) {
    String signature =
        SignatureKey.of(
            required(message, "order_id"),
            required(message, "status_code"),
            required(message, "gross_amount"),
            serverKey);
    return SignatureKey.same(signature, required(message, "signature_key"));
  }

  private static String required(JsonNode message, String field) {
    return text(message, field).orElseThrow();
  }
}
