package id.kuota.http.payment.fake;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import id.kuota.engine.payment.Notification;
import id.kuota.engine.payment.Notification.Authentic;
import id.kuota.engine.payment.Notification.Forged;
import id.kuota.engine.payment.Notification.Malformed;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.PaymentReport.Result;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks and reads notifications. Fields that it does not know are ignored, since a gateway adds
 * new ones without asking.
 */
final class NotificationReader {

  static final String SIGNATURE_HEADER = "x-fake-signature";

  /** Whole rupiah; a gateway writes decimals all the same, and they must be zero. */
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,15})(?:\\.0{1,2})?");

  /** A field that stands in the message twice has two meanings, of which one was signed. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Signing signing;

  NotificationReader(Signing signing) {
    this.signing = signing;
  }

  Notification read(Map<String, String> headers, byte[] body) {
    JsonNode message;
    try {
      message = JSON.readTree(body);
    } catch (IOException e) {
      return new Malformed("the body is not JSON");
    }
    for (String field : new String[] {"order_id", "status_code", "gross_amount", "signature_key"}) {
      if (text(message, field).isEmpty()) return new Malformed(field + " is missing or no text");
    }
    return isGenuine(message, headers.getOrDefault(SIGNATURE_HEADER, ""), body)
        ? report(message)
        : new Forged();
  }

  private boolean isGenuine(JsonNode message, String bodySignature, byte[] body) {
    String signature =
        signing.ofValues(
            required(message, "order_id"),
            required(message, "status_code"),
            required(message, "gross_amount"));
    return Signing.same(signature, required(message, "signature_key"))
        && Signing.same(signing.ofBody(body), bodySignature);
  }

  private static Notification report(JsonNode message) {
    String payment = required(message, "order_id");
    if (!PaymentId.isValid(payment)) return new Malformed("order_id is not a payment of ours");
    Matcher amount = AMOUNT.matcher(required(message, "gross_amount"));
    if (!amount.matches()) return new Malformed("gross_amount is not an amount of whole rupiah");
    Optional<String> order = text(message, "custom_field1");
    if (order.isEmpty()) return new Malformed("custom_field1 does not name the order");
    Optional<String> transaction = text(message, "transaction_id");
    if (transaction.isEmpty()) return new Malformed("transaction_id is missing or no text");
    Optional<TransactionStatus> status =
        text(message, "transaction_status").flatMap(TransactionStatus::of);
    if (status.isEmpty()) return new Malformed("transaction_status is not a known one");
    return new Authentic(
        new PaymentReport(
            new PaymentId(payment),
            order.get(),
            transaction.get(),
            Long.parseLong(amount.group(1)),
            text(message, "currency").orElse("IDR"),
            result(status.get(), message)));
  }

  private static Result result(TransactionStatus status, JsonNode message) {
    return switch (status) {
      case CAPTURE, SETTLEMENT -> isSuccess(message) ? Result.SETTLED : Result.PENDING;
      case DENY, CANCEL, EXPIRE, FAILURE -> Result.FAILED;
      case PENDING -> Result.PENDING;
    };
  }

  /** Some channels have no fraud check and leave the field out. */
  private static boolean isSuccess(JsonNode message) {
    return required(message, "status_code").equals("200")
        && text(message, "fraud_status").orElse("accept").equals("accept");
  }

  private static String required(JsonNode message, String field) {
    return text(message, field).orElseThrow();
  }

  private static Optional<String> text(JsonNode message, String field) {
    JsonNode value = message.path(field);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }
}
