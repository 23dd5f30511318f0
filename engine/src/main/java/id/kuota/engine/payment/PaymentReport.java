package id.kuota.engine.payment;

/**
 * What a gateway says about an attempt.
 *
 * @param reference the gateway's own id of the transaction
 * @param amount what was asked for, whatever came back of it
 * @param returned how much of it the gateway has sent back, or its bank has taken back
 */
public record PaymentReport(
    PaymentId payment,
    String order,
    String reference,
    long amount,
    String currency,
    Result result,
    long returned) {

  /** What became of the attempt. */
  public enum Result {
    /** The money is there. */
    SETTLED,
    /** The attempt failed; the buyer may try again. */
    FAILED,
    /** Not decided yet. */
    PENDING,
    /** The money may be there: somebody looks whether the card was stolen. */
    UNDER_REVIEW,
    /** The money was there and went back, all of it or a part. */
    REFUNDED,
    /** The money was there, and the buyer's bank has taken it back, all of it or a part. */
    CHARGED_BACK
  }

  /** A report in which no money went back. */
  public PaymentReport(
      PaymentId payment,
      String order,
      String reference,
      long amount,
      String currency,
      Result result) {
    this(payment, order, reference, amount, currency, result, 0);
  }
}
