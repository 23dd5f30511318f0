package id.kuota.engine.payment;

import id.kuota.engine.ShortHash;

/** One attempt to pay an order. The gateway knows the attempt by this id. */
public record PaymentId(String value) {

  private static final String PREFIX = "pay_";
  private static final int LETTERS = 26;

  public PaymentId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a payment id: " + value);
    }
  }

  public static boolean isValid(String value) {
    return ShortHash.isForm(value, PREFIX, LETTERS);
  }

  /** Returns the attempt that an order's buyer makes with this idempotency key. */
  public static PaymentId of(String order, String key) {
    return new PaymentId(PREFIX + ShortHash.of("payment/" + order + "/" + key));
  }

  /**
   * Stands in place of a payment in an order that costs nothing. No gateway knows it, and no key of
   * a buyer leads to it.
   */
  public static PaymentId ofFree(String order) {
    return new PaymentId(PREFIX + ShortHash.of("free/" + order));
  }

  @Override
  public String toString() {
    return value;
  }
}
