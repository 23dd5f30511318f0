package id.kuota.engine.order;

import id.kuota.engine.ShortHash;
import id.kuota.engine.quota.HoldId;

/**
 * The id of an order. The edge derives it from the caller and the Idempotency-Key with a secret, so
 * a retry finds the same order and the id cannot be guessed.
 */
public record OrderId(String value) {

  private static final String PREFIX = "ord_";
  private static final int LETTERS = 32;

  public OrderId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not an order id: " + value);
    }
  }

  public static boolean isValid(String value) {
    return ShortHash.isForm(value, PREFIX, LETTERS);
  }

  /** Returns the order as the owner of its holds. */
  public HoldId hold() {
    return new HoldId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
