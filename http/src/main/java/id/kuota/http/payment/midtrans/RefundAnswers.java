package id.kuota.http.payment.midtrans;

import static id.kuota.http.payment.midtrans.TransactionReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The meaning of Midtrans' refusal to send money back, read together with the transaction. A code
 * alone is ambiguous: 412 is a card that is not settled yet, an hour at which a wallet is closed,
 * or a bank transfer, which has no way back. So only what can never work is refused; what is not
 * known to be so is "not now". Sources: Midtrans' pages "Code 4xx", "Refund Transactions" and
 * "Cancel Transaction".
 */
final class RefundAnswers {

  /** What to do next. */
  sealed interface Next {

    record Said(RefundOutcome outcome) implements Next {}

    /** The transaction is not settled, and all of it shall go back: it is to be cancelled. */
    record Cancel() implements Next {}
  }

  /** Ways to pay that are not in the list of those with refunds, and never have been. */
  private static final Set<String> WITHOUT_REFUNDS =
      Set.of(
          "bank_transfer",
          "echannel",
          "cstore",
          "bca_klikpay",
          "bca_klikbca",
          "bri_epay",
          "cimb_clicks",
          "danamon_online",
          "uob_ezpay");

  /** Key, access to a way to pay, account, balance: the merchant's, whatever the payment is. */
  private static final Set<Integer> OF_THE_MERCHANT = Set.of(401, 402, 410, 414);

  private static final int INVALID = 400;

  /** Wrong data type, malformed syntax: the same request is as wrong later. */
  private static final Set<Integer> OF_THE_REQUEST = Set.of(408, 413);

  private RefundAnswers() {}

  /**
   * The refund was not accepted.
   *
   * @param refusal what Midtrans has answered
   * @param status the transaction since then
   */
  static Next after(RefundRequest refund, Reply refusal, Reply status) {
    Optional<TransactionStatus> known =
        text(status.body(), "transaction_status").flatMap(TransactionStatus::of);
    if (known.isEmpty()) {
      return said(new RefundOutcome.Unknown(refusal.words() + "; then " + status.words()));
    }
    for (JsonNode earlier : status.body().path("refunds")) {
      if (text(earlier, "refund_key").orElse("").equals(refund.refundKey())) {
        return said(done(refund, earlier));
      }
    }
    return switch (known.get()) {
      // All of it went back: by a call of ours whose answer was lost, or in the dashboard.
      case CANCEL -> said(cancelled(status));
      case CAPTURE, AUTHORIZE ->
          isWhole(refund, status.body())
              ? new Next.Cancel()
              : notNow(refusal, "a part goes back after the settlement");
      case PENDING -> notNow(refusal, "the payment is pending");
      case DENY, EXPIRE, FAILURE -> never(refusal, "the transaction has ended without money");
      case CHARGEBACK -> never(refusal, "the buyer's bank has taken the money back");
      case SETTLEMENT, REFUND, PARTIAL_REFUND, PARTIAL_CHARGEBACK ->
          said(settled(refund, refusal, status.body()));
    };
  }

  private static RefundOutcome settled(RefundRequest refund, Reply refusal, JsonNode transaction) {
    Optional<BigDecimal> came = amount(transaction.path("gross_amount"));
    BigDecimal gone = amount(transaction.path("refund_amount")).orElse(BigDecimal.ZERO);
    var asked = BigDecimal.valueOf(refund.amount());
    if (came.isPresent() && came.get().subtract(gone).compareTo(asked) < 0) {
      return new RefundOutcome.Refused(
          "%s (%s came and %s went back before)"
              .formatted(refusal.words(), came.get().toPlainString(), gone.toPlainString()));
    }
    boolean isOfTheMerchant = OF_THE_MERCHANT.contains(refusal.status());
    String way = text(transaction, "payment_type").orElse("");
    boolean hasNoWayBack = WITHOUT_REFUNDS.contains(way);
    return !isOfTheMerchant && (hasNoWayBack || isWrongForGood(refusal))
        ? new RefundOutcome.Refused(
            hasNoWayBack ? refusal.words() + " (" + way + ")" : refusal.words())
        : new RefundOutcome.NotNow(refusal.words());
  }

  /** 400 is also said of hours and states; a request that is wrong is called invalid. */
  private static boolean isWrongForGood(Reply refusal) {
    boolean isCalledInvalid =
        refusal.body().path("validation_messages").size() > 0
            || refusal.words().toLowerCase(Locale.ROOT).matches(".*(invalid|validation error).*");
    return OF_THE_REQUEST.contains(refusal.status())
        || (refusal.status() == INVALID && isCalledInvalid);
  }

  /**
   * Returns whether all that the buyer has paid for shall go back; a fee on top goes back with it.
   */
  private static boolean isWhole(RefundRequest refund, JsonNode transaction) {
    var owed = BigDecimal.valueOf(refund.owedInAll());
    JsonNode withoutFee = transaction.at("/metadata/extra_info/gross_amount_info/original_amount");
    return amount(withoutFee)
        .or(() -> amount(transaction.path("gross_amount")))
        .filter(whole -> owed.compareTo(whole) >= 0)
        .isPresent();
  }

  private static Optional<BigDecimal> amount(JsonNode value) {
    try {
      return value.isValueNode() && !value.isNull()
          ? Optional.of(new BigDecimal(value.asText()))
          : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  static RefundOutcome done(RefundRequest refund, JsonNode told) {
    JsonNode id = told.path("refund_chargeback_id");
    return new RefundOutcome.Done(id.isValueNode() ? id.asText() : refund.refundKey());
  }

  /** The whole transaction was cancelled, and with it went what was asked for. */
  static RefundOutcome cancelled(Reply reply) {
    return new RefundOutcome.Done("cancelled " + text(reply.body(), "transaction_id").orElse(""));
  }

  private static Next notNow(Reply refusal, String why) {
    return said(new RefundOutcome.NotNow("%s (%s)".formatted(refusal.words(), why)));
  }

  private static Next never(Reply refusal, String why) {
    return said(new RefundOutcome.Refused("%s (%s)".formatted(refusal.words(), why)));
  }

  private static Next said(RefundOutcome outcome) {
    return new Next.Said(outcome);
  }
}
