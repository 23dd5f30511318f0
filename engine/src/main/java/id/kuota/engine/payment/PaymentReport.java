package id.kuota.engine.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A gateway's report about an attempt.
 *
 * @param reference the gateway's own id of the transaction
 * @param amount what was asked for, whatever came back of it; without the fee
 * @param returned how much of it has gone back in all, by any sender; 0 if the gateway does not say
 *     how much
 * @param fee what the gateway has put on top for the buyer to bear; never part of {@code amount}
 * @param refunds what went back, one by one, as far as the gateway lists it
 * @param asked when the gateway was asked; empty if it said this unasked, so that its age is
 *     unknown
 */
public record PaymentReport(
    PaymentId payment,
    String order,
    String reference,
    long amount,
    String currency,
    Result result,
    long returned,
    long fee,
    List<ListedRefund> refunds,
    Optional<Instant> asked) {

  /** What became of the attempt. */
  public enum Result {
    /** The money is there. */
    SETTLED,
    /** The attempt failed; the buyer may try again. If the money was there, all of it went back. */
    FAILED,
    /** Not decided yet. */
    PENDING,
    /** The money may be there: the card is under fraud review. */
    UNDER_REVIEW,
    /** The money was there and went back, all of it or a part. */
    REFUNDED,
    /** The money was there, and the buyer's bank has taken it back, all of it or a part. */
    CHARGED_BACK
  }

  /**
   * One refund in the gateway's list.
   *
   * @param key under which it was asked for; empty if it has none
   * @param reference the gateway's own id of the refund
   */
  public record ListedRefund(String key, String reference) {}

  public PaymentReport {
    refunds = List.copyOf(refunds);
  }

  /** Creates a report in which no money went back. */
  public PaymentReport(
      PaymentId payment,
      String order,
      String reference,
      long amount,
      String currency,
      Result result) {
    this(payment, order, reference, amount, currency, result, 0);
  }

  /** Creates a report without a fee, a list of refunds and a time. */
  public PaymentReport(
      PaymentId payment,
      String order,
      String reference,
      long amount,
      String currency,
      Result result,
      long returned) {
    this(
        payment,
        order,
        reference,
        amount,
        currency,
        result,
        returned,
        0,
        List.of(),
        Optional.empty());
  }

  /** Returns a copy as the answer to a request of this moment. */
  public PaymentReport askedAt(Instant moment) {
    return new PaymentReport(
        payment,
        order,
        reference,
        amount,
        currency,
        result,
        returned,
        fee,
        refunds,
        Optional.of(moment));
  }
}
