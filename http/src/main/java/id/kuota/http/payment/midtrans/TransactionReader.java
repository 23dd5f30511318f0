package id.kuota.http.payment.midtrans;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Midtrans says about a transaction, in a notification or when it is asked: both have
 * the same fields. Those that it does not know are ignored, since new ones come without notice.
 */
final class TransactionReader {

  /** Whole rupiah; Midtrans writes decimals all the same, and they must be zero. */
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,15})(?:\\.0{1,2})?");

  /** What was read, or the field that cannot be understood. */
  sealed interface Read {
    record Report(PaymentReport report) implements Read {}

    record Broken(String detail) implements Read {}
  }

  private TransactionReader() {}

  /**
   * Reads a transaction.
   *
   * @param asked the payment that was asked about; null: the message itself must name it
   */
  static Read read(JsonNode message, @Nullable PaymentRef asked) {
    String payment = text(message, "order_id").orElse("");
    if (!PaymentId.isValid(payment)) return new Read.Broken("order_id is not a payment of ours");
    if (asked != null && !asked.payment().value().equals(payment)) {
      return new Read.Broken("order_id is another one");
    }
    OptionalLong gross = whole(message.path("gross_amount"));
    if (gross.isEmpty()) return new Read.Broken("gross_amount is not an amount of whole rupiah");
    Optional<String> order =
        text(message, "custom_field1")
            .or(() -> Optional.ofNullable(asked == null ? null : asked.order()));
    if (order.isEmpty()) return new Read.Broken("custom_field1 does not name the order");
    Optional<String> transaction = text(message, "transaction_id");
    if (transaction.isEmpty()) return new Read.Broken("transaction_id is missing or no text");
    Optional<TransactionStatus> status =
        text(message, "transaction_status").flatMap(TransactionStatus::of);
    if (status.isEmpty()) return new Read.Broken("transaction_status is not a known one");
    Charge charge = Charge.of(message, gross.getAsLong());
    return new Read.Report(
        new PaymentReport(
            new PaymentId(payment),
            order.get(),
            transaction.get(),
            charge.amount(),
            text(message, "currency").orElse("IDR"),
            result(status.get(), message),
            returned(status.get(), message, gross.getAsLong()),
            charge.fee(),
            refunds(message),
            Optional.empty()));
  }

  private static PaymentReport.Result result(TransactionStatus status, JsonNode message) {
    return switch (status) {
      case PENDING, AUTHORIZE -> PaymentReport.Result.PENDING;
      case CAPTURE, SETTLEMENT -> money(message);
      case DENY, CANCEL, EXPIRE, FAILURE -> PaymentReport.Result.FAILED;
      case REFUND, PARTIAL_REFUND -> PaymentReport.Result.REFUNDED;
      case CHARGEBACK, PARTIAL_CHARGEBACK -> PaymentReport.Result.CHARGED_BACK;
    };
  }

  /** Some channels have no fraud check and leave the field out: that counts as accepted. */
  private static PaymentReport.Result money(JsonNode message) {
    return switch (text(message, "fraud_status").orElse("accept")) {
      case "accept" ->
          text(message, "status_code").orElse("").equals("200")
              ? PaymentReport.Result.SETTLED
              : PaymentReport.Result.PENDING;
      case "deny" -> PaymentReport.Result.FAILED;
      default -> PaymentReport.Result.UNDER_REVIEW;
    };
  }

  /**
   * Returns how much has gone back in all. Midtrans says it as a sum, refund by refund, or not:
   * then the status for the whole means all of it, and a part is of unknown size.
   */
  private static long returned(TransactionStatus status, JsonNode message, long gross) {
    return switch (status) {
      case REFUND, CHARGEBACK -> said(message) > 0 ? said(message) : gross;
      case PARTIAL_REFUND, PARTIAL_CHARGEBACK -> said(message);
      case PENDING, AUTHORIZE, CAPTURE, SETTLEMENT, DENY, CANCEL, EXPIRE, FAILURE -> 0;
    };
  }

  /** The larger counts where both are said: the sum may be that of the last refund only. */
  private static long said(JsonNode message) {
    long oneByOne = 0;
    for (JsonNode refund : message.path("refunds")) {
      oneByOne += whole(refund.path("refund_amount")).orElse(0);
    }
    return Math.max(oneByOne, whole(message.path("refund_amount")).orElse(0));
  }

  private static List<PaymentReport.ListedRefund> refunds(JsonNode message) {
    var refunds = new ArrayList<PaymentReport.ListedRefund>();
    for (JsonNode refund : message.path("refunds")) {
      JsonNode id = refund.path("refund_chargeback_id");
      String key = text(refund, "refund_key").orElse("");
      refunds.add(new PaymentReport.ListedRefund(key, id.isValueNode() ? id.asText() : key));
    }
    return refunds;
  }

  /** Reads whole rupiah, as text or as a number. */
  static OptionalLong whole(JsonNode value) {
    Matcher amount = AMOUNT.matcher(value.isNumber() || value.isTextual() ? value.asText() : "");
    return amount.matches()
        ? OptionalLong.of(Long.parseLong(amount.group(1)))
        : OptionalLong.empty();
  }

  static Optional<String> text(JsonNode message, String field) {
    JsonNode value = message.path(field);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }
}
