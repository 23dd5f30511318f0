package id.kuota.engine.payment;

/**
 * What an authentic message of a gateway says about an attempt.
 *
 * @param reference the gateway's own id of the transaction
 */
public record PaymentReport(
    PaymentId payment,
    String order,
    String reference,
    long amount,
    String currency,
    Result result) {

  /** What became of the attempt. */
  public enum Result {
    /** The money is there. */
    SETTLED,
    /** The attempt failed; the buyer may try again. */
    FAILED,
    /** Not decided yet. */
    PENDING
  }
}
