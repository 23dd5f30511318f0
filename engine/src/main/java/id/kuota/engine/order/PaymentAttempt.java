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
    FAILED,
    /** The order has ended, and nobody knows yet whether money comes. */
    UNKNOWN,
    /** Money came, and it is not what the order costs. */
    REVIEW,
    /** Money came, and the buyer's bank has taken it back. */
    CHARGED_BACK
  }

  /** Whether money may still come. */
  boolean isOpen() {
    return switch (status) {
      case STARTED, UNKNOWN -> true;
      case SETTLED, FAILED, REVIEW, CHARGED_BACK -> false;
    };
  }

  /** Whether money has come. */
  boolean hasMoney() {
    return switch (status) {
      case SETTLED, REVIEW, CHARGED_BACK -> true;
      case STARTED, UNKNOWN, FAILED -> false;
    };
  }

  PaymentAttempt now(Status next) {
    return new PaymentAttempt(payment, gateway, method, at, next);
  }
}
