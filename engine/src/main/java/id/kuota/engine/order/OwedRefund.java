package id.kuota.engine.order;

import id.kuota.engine.payment.PaymentId;
import java.time.Instant;

/**
 * Money without a claim to units: it must go back.
 *
 * @param since when it came to be owed
 * @param note the gateway's or the operator's own words; empty if there are none
 */
public record OwedRefund(
    RefundId id,
    PaymentId payment,
    long amount,
    String currency,
    Reason reason,
    Status status,
    Instant since,
    String note) {

  /** Why the money has no claim. */
  public enum Reason {
    PAID_AFTER_EXPIRY,
    PAID_AFTER_CANCELLATION,
    PAID_TWICE,
    /** Another amount or currency than the order has. */
    AMOUNT_DIFFERS,
    /** The operator has cancelled a ticket. */
    TICKET_CANCELLED
  }

  /** Where it stands. */
  public enum Status {
    /** The gateway is asked until it has sent the money back. */
    DUE,
    /** The gateway will not: a person pays it back, or lets the gateway be asked again. */
    MANUAL,
    /** A person must look at it first. */
    REVIEW,
    /** The money went back. */
    DONE,
    /** The buyer's bank has taken the money back: nothing is owed any more. */
    TAKEN_BACK;

    /** Whether the money is still here. */
    public boolean isOpen() {
      return switch (this) {
        case DUE, MANUAL, REVIEW -> true;
        case DONE, TAKEN_BACK -> false;
      };
    }
  }

  OwedRefund with(Status now, String words) {
    return new OwedRefund(id, payment, amount, currency, reason, now, since, words);
  }
}
