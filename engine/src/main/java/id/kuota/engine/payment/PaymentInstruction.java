package id.kuota.engine.payment;

import id.kuota.engine.Limits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where the buyer pays. The address opens the payment, so it never stands in a log.
 *
 * @param payBy when the gateway stops taking the money: for some of them earlier than they were
 *     told; whole seconds, as gateways count
 */
public record PaymentInstruction(String redirectUrl, Instant payBy) {

  public PaymentInstruction {
    if (redirectUrl.isBlank() || redirectUrl.length() > Limits.REDIRECT_URL_MAX) {
      throw new IllegalArgumentException(
          "an address of %d characters".formatted(redirectUrl.length()));
    }
    payBy = payBy.truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public String toString() {
    return "PaymentInstruction[payBy=%s]".formatted(payBy);
  }
}
