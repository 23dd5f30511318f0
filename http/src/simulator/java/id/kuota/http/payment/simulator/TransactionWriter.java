package id.kuota.http.payment.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The writer of the gateway's reports of a transaction, in answers and in notifications. */
final class TransactionWriter {

  /** The gateway's clock shows the time of Jakarta, and does not say so. */
  private static final DateTimeFormatter JAKARTA =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(7));

  private static final String NOT_THE_KEY = "another key";
  private static final JsonMapper JSON = new JsonMapper();

  private final Signing signing;

  TransactionWriter(Signing signing) {
    this.signing = signing;
  }

  /** Writes the notification of this status. */
  OutgoingNotification write(Remembered known, TransactionStatus status, Instant at) {
    return notification(known, fields(known, status, at));
  }

  /** Writes a settlement that is signed with another key. */
  OutgoingNotification forge(Remembered known, Instant at) {
    Map<String, Object> fields = fields(known, TransactionStatus.SETTLEMENT, at);
    var other = new Signing(NOT_THE_KEY);
    fields.put(
        "signature_key",
        other.ofValues(
            known.payment().id(), TransactionStatus.SETTLEMENT.code(), grossAmount(known)));
    return notification(known, fields);
  }

  /** A message that was true once and was changed on the way: "cancel" became "settlement". */
  OutgoingNotification swap(Remembered known, Instant at) {
    Map<String, Object> fields = fields(known, TransactionStatus.CANCEL, at);
    fields.put("transaction_status", TransactionStatus.SETTLEMENT.word());
    return notification(known, fields);
  }

  Map<String, Object> fields(Remembered known, TransactionStatus status, Instant at) {
    FakePayment payment = known.payment();
    String code = known.challenged() ? "201" : status.code();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("transaction_time", JAKARTA.format(at));
    fields.put("transaction_status", status.word());
    fields.put("transaction_id", payment.transaction());
    fields.put("status_message", "fake payment notification");
    fields.put("status_code", code);
    fields.put("signature_key", signing.ofValues(payment.id(), code, grossAmount(known)));
    fields.put("payment_type", payment.type());
    fields.put("order_id", payment.id());
    fields.put("merchant_id", "KUOTA-FAKE");
    fields.put("gross_amount", grossAmount(known));
    if (known.fee() > 0) fields.put("metadata", Map.of("extra_info", feeOnTop(known)));
    fields.put("fraud_status", known.challenged() ? "challenge" : "accept");
    fields.put("currency", payment.currency());
    if (!payment.order().isEmpty()) fields.put("custom_field1", payment.order());
    if (payment.trace() != null) fields.put("custom_field2", payment.trace());
    if (!known.refunds().isEmpty()) {
      fields.put("refund_amount", known.returned() + ".00");
      fields.put("refunds", known.refunds().stream().map(TransactionWriter::fields).toList());
    }
    return fields;
  }

  /** Returns the fields of one refund: for the answer to its request, and for the list of all. */
  static Map<String, Object> fields(Remembered.Refund refund) {
    return Map.of(
        "refund_chargeback_id",
        Integer.toUnsignedLong(refund.key().hashCode()),
        "refund_key",
        refund.key(),
        "refund_amount",
        refund.amount() + ".00");
  }

  /** As the real one says it of a merchant that lets the buyer bear the fee. */
  private static Map<String, Object> feeOnTop(Remembered known) {
    return Map.of(
        "gross_amount_info",
        Map.of(
            "original_amount",
            Long.toString(known.payment().amount()),
            "gross_amount",
            Long.toString(known.gross()),
            "customer_imposed_payment_fee",
            Long.toString(known.fee())));
  }

  private static String grossAmount(Remembered known) {
    return known.gross() + ".00";
  }

  private static OutgoingNotification notification(Remembered known, Map<String, Object> fields) {
    try {
      return new OutgoingNotification(
          known.payment().notifications(),
          JSON.writeValueAsString(fields).getBytes(UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }
}
