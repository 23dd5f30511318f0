package id.kuota.engine.order;

import id.kuota.engine.payment.PaymentId;
import java.time.Instant;

/** One attempt to pay, as the order remembers it. */
public record PaymentAttempt(
    PaymentId payment, String gateway, String method, Instant at, Status status) {

  /** What became of the attempt. */
  public enum Status {
    STARTED,
    SETTLED,
    FAILED
  }

  PaymentAttempt settled() {
    return new PaymentAttempt(payment, gateway, method, at, Status.SETTLED);
  }

  PaymentAttempt failed() {
    return new PaymentAttempt(payment, gateway, method, at, Status.FAILED);
  }
}
