package id.kuota.engine.order;

import id.kuota.engine.ShortHash;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.ticket.TicketId;

/**
 * One sum of money that goes back. It follows from the payment and the cause, and the gateway knows
 * the refund by it: asked for again, it is the same refund.
 */
public record RefundId(String value) {

  private static final String PREFIX = "ref_";
  private static final int LETTERS = 26;

  public RefundId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a refund id: " + value);
    }
  }

  public static boolean isValid(String value) {
    return ShortHash.isForm(value, PREFIX, LETTERS);
  }

  /** Returns all that came with a payment. */
  public static RefundId of(PaymentId payment) {
    return new RefundId(PREFIX + ShortHash.of("refund/" + payment));
  }

  /** Returns what one ticket of a payment has cost. */
  public static RefundId of(PaymentId payment, TicketId ticket) {
    return new RefundId(PREFIX + ShortHash.of("refund/" + payment + "/" + ticket));
  }

  /**
   * Money of a payment that has left without having been asked for.
   *
   * @param inAll how much of the payment has left so, together with it
   */
  static RefundId ofReturned(PaymentId payment, long inAll) {
    return new RefundId(PREFIX + ShortHash.of("returned/" + payment + "/" + inAll));
  }

  @Override
  public String toString() {
    return value;
  }
}
