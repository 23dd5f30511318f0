package id.kuota.engine.payment;

/**
 * The amounts that a payment may have.
 *
 * @param from the smallest, in the currency's smallest unit by our table; at least 1
 * @param to the largest
 */
public record AmountRange(long from, long to) {

  /** No bound. */
  public static final AmountRange ANY = new AmountRange(1, Long.MAX_VALUE);

  public AmountRange {
    if (from < 1 || to < from) {
      throw new IllegalArgumentException("not a range of amounts: %d..%d".formatted(from, to));
    }
  }

  public boolean contains(long amount) {
    return from <= amount && amount <= to;
  }
}
