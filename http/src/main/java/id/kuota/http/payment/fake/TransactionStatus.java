package id.kuota.http.payment.fake;

import java.util.Arrays;
import java.util.Optional;

/** The words of the wire format for what became of a payment, with the code that goes with each. */
enum TransactionStatus {
  PENDING("pending", "201"),
  CAPTURE("capture", "200"),
  SETTLEMENT("settlement", "200"),
  DENY("deny", "202"),
  CANCEL("cancel", "200"),
  EXPIRE("expire", "202"),
  FAILURE("failure", "202");

  private final String word;
  private final String code;

  TransactionStatus(String word, String code) {
    this.word = word;
    this.code = code;
  }

  String word() {
    return word;
  }

  String code() {
    return code;
  }

  static Optional<TransactionStatus> of(String word) {
    return Arrays.stream(values()).filter(status -> status.word.equals(word)).findFirst();
  }
}
