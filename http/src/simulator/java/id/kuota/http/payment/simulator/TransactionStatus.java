package id.kuota.http.payment.simulator;

/**
 * The words of the wire format for what became of a payment, with the code that goes with each. The
 * adapter has a list of its own: two sides that share no code find each other's mistakes.
 */
enum TransactionStatus {
  PENDING("pending", "201"),
  CAPTURE("capture", "200"),
  SETTLEMENT("settlement", "200"),
  DENY("deny", "202"),
  CANCEL("cancel", "200"),
  EXPIRE("expire", "407"),
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

  String word() {
    return word;
  }

  String code() {
    return code;
  }
}
