package id.kuota.engine.order;

import id.kuota.engine.payment.PaymentId;
import java.time.Instant;

/** Money that came without a claim to units: it must go back. */
public record OwedRefund(PaymentId payment, long amount, Reason reason, Instant since) {

  /** Why the money has no claim. */
  public enum Reason {
    PAID_AFTER_EXPIRY,
    PAID_AFTER_CANCELLATION,
    PAID_TWICE
  }
}
