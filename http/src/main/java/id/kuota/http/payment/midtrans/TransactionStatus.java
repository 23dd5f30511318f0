package id.kuota.http.payment.midtrans;

import java.util.Arrays;
import java.util.Optional;

/** Midtrans' words for what became of a payment, with the code that goes with each. */
public enum TransactionStatus {
  PENDING("pending", "201"),
  /** A card's money is reserved; we never ask for that. */
  AUTHORIZE("authorize", "200"),
  CAPTURE("capture", "200"),
  SETTLEMENT("settlement", "200"),
  DENY("deny", "202"),
  CANCEL("cancel", "200"),
  EXPIRE("expire", "407"),
  FAILURE("failure", "202"),
  REFUND("refund", "200"),
  PARTIAL_REFUND("partial_refund", "200"),
  CHARGEBACK("chargeback", "200"),
  PARTIAL_CHARGEBACK("partial_chargeback", "200");

  private final String word;
  private final String code;

  TransactionStatus(String word, String code) {
    this.word = word;
    this.code = code;
  }

  public String word() {
    return word;
  }

  public String code() {
    return code;
  }

  static Optional<TransactionStatus> of(String word) {
    return Arrays.stream(values()).filter(status -> status.word.equals(word)).findFirst();
  }
}
