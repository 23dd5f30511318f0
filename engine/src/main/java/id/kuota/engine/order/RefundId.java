package id.kuota.engine.order;

import id.kuota.engine.ShortHash;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.ticket.TicketId;
import java.util.regex.Pattern;

/**
 * One sum of money that goes back. It follows from the payment and the cause, and the gateway knows
 * the refund by it: asked for again, it is the same refund.
 */
public record RefundId(String value) {

  private static final Pattern FORM = Pattern.compile("ref_[0-9a-hjkmnp-tv-z]{26}");

  public RefundId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a refund id: " + value);
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  /** All that came with a payment. */
  public static RefundId of(PaymentId payment) {
    return new RefundId("ref_" + ShortHash.of("refund/" + payment));
  }

  /** What one ticket of a payment has cost. */
  public static RefundId of(PaymentId payment, TicketId ticket) {
    return new RefundId("ref_" + ShortHash.of("refund/" + payment + "/" + ticket));
  }

  @Override
  public String toString() {
    return value;
  }
}
