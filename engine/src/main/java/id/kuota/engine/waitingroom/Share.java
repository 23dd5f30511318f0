package id.kuota.engine.waitingroom;

/**
 * The measured share of people who did something, as an upper bound: while little is known it is
 * near one, which lets fewer in.
 *
 * @param did of {@code all}
 */
public record Share(long did, long all) {

  /** Nothing is known: all are expected to do it. */
  public static final Share UNKNOWN = new Share(0, 0);

  /** People who count as measured from the beginning, all of whom did it. */
  private static final int PRIOR = 20;

  private static final double STANDARD_ERRORS = 2;

  /** Returns a number from 0 to 1. */
  public double atMost() {
    double of = all + PRIOR;
    double share = (Math.min(did, all) + PRIOR) / of;
    return Math.min(1, share + STANDARD_ERRORS * Math.sqrt(share * (1 - share) / of));
  }
}
