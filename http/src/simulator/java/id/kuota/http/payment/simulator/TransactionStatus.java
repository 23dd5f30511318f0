package id.kuota.http.payment.simulator;

import java.util.Locale;

/**
 * The words of the wire format for what became of a payment, with the code that goes with each. The
 * adapter has a list of its own: two sides that share no code find each other's mistakes.
 */
enum TransactionStatus {
  PENDING,
  CAPTURE,
  SETTLEMENT,
  DENY,
  CANCEL,
  EXPIRE,
  REFUND,
  PARTIAL_REFUND,
  CHARGEBACK,
  PARTIAL_CHARGEBACK;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String code() {
    return switch (this) {
      case PENDING -> "201";
      case DENY -> "202";
      case EXPIRE -> "407";
      default -> "200";
    };
  }
}
