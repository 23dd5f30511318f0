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
    TICKET_CANCELLED,
    /** It has left at the gateway: nothing is owed, and a person should know. */
    RETURNED_AT_GATEWAY,
    /** The buyer's bank has taken it: nothing is owed, and a person should know. */
    CHARGED_BACK
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
    TAKEN_BACK,
    /** The buyer has the money by another way at the gateway: nothing is owed any more. */
    WAIVED,
    /** It left without the order having asked for it, and no person has acknowledged that yet. */
    RETURNED;

    /** Returns whether the money is still here. */
    public boolean isOpen() {
      return switch (this) {
        case DUE, MANUAL, REVIEW -> true;
        case DONE, TAKEN_BACK, WAIVED, RETURNED -> false;
      };
    }

    /** Returns whether it stands in the list that people look at. */
    public boolean needsEyes() {
      return isOpen() || this == RETURNED;
    }
  }

  /**
   * Returns a copy with less that is owed; the amount stays in what is not owed at all any more.
   */
  OwedRefund owing(long left) {
    return left == 0
        ? with(Status.WAIVED, note)
        : new OwedRefund(id, payment, left, currency, reason, status, since, note);
  }

  OwedRefund with(Status now, String words) {
    return new OwedRefund(id, payment, amount, currency, reason, now, since, words);
  }
}
