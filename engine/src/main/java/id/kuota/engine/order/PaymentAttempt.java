package id.kuota.engine.order;

import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentInstruction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to pay, as the order remembers it.
 *
 * @param page where it is paid; null until the gateway has said so
 */
public record PaymentAttempt(
    PaymentId payment,
    String gateway,
    String method,
    Instant at,
    Status status,
    @Nullable PaymentInstruction page) {

  /** Creates an attempt of which the gateway has not said where it is paid. */
  public PaymentAttempt(
      PaymentId payment, String gateway, String method, Instant at, Status status) {
    this(payment, gateway, method, at, status, null);
  }

  /** What became of the attempt. */
  public enum Status {
    STARTED,
    SETTLED,
    FAILED,
    /** The order has ended, and it is unknown yet whether money comes. */
    UNKNOWN,
    /** Money came, and it is not what the order costs. */
    REVIEW,
    /** Money came, and the buyer's bank has taken it back. */
    CHARGED_BACK
  }

  /** Returns whether money may still come. */
  boolean isOpen() {
    return switch (status) {
      case STARTED, UNKNOWN -> true;
      case SETTLED, FAILED, REVIEW, CHARGED_BACK -> false;
    };
  }

  /** Returns whether money has come. */
  boolean hasMoney() {
    return switch (status) {
      case SETTLED, REVIEW, CHARGED_BACK -> true;
      case STARTED, UNKNOWN, FAILED -> false;
    };
  }

  PaymentAttempt now(Status next) {
    return new PaymentAttempt(payment, gateway, method, at, next, page);
  }

  PaymentAttempt at(PaymentInstruction opened) {
    return new PaymentAttempt(payment, gateway, method, at, status, opened);
  }
}
