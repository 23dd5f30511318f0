package id.kuota.engine.pricing;

/**
 * A tax or a fee on top of the face price of one unit: a share of it, or a fixed amount.
 *
 * @param name what the buyer reads, for example "Entertainment tax"
 * @param basisPoints share of the face price in hundredths of a percent; 0 for a fixed charge
 * @param amount fixed amount for one unit; 0 for a share
 */
public record Charge(Kind kind, String name, int basisPoints, long amount) {

  /** The final recipient of the money: the state, or the seller. */
  public enum Kind {
    TAX,
    FEE
  }

  private static final long WHOLE = 10_000;

  /** Returns the charge on one unit, rounded half up to the currency's smallest unit. */
  public long onUnit(long face) {
    // WHOLE is even, so adding half of it before the division rounds half up for face >= 0.
    return amount + (Math.multiplyExact(face, (long) basisPoints) + WHOLE / 2) / WHOLE;
  }
}
