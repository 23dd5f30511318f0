package id.kuota.engine.payment;

import id.kuota.engine.ShortHash;
import java.util.regex.Pattern;

/** One attempt to pay an order. The gateway knows the attempt by this id. */
public record PaymentId(String value) {

  private static final Pattern FORM = Pattern.compile("pay_[0-9a-hjkmnp-tv-z]{26}");

  public PaymentId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a payment id: " + value);
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  /** The attempt that an order's buyer makes with this idempotency key. */
  public static PaymentId of(String order, String key) {
    return new PaymentId("pay_" + ShortHash.of("payment/" + order + "/" + key));
  }

  @Override
  public String toString() {
    return value;
  }
}
