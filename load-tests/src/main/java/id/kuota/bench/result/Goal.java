package id.kuota.bench.result;

/**
 * A number that was promised, and what came out.
 *
 * @param what in words, with the conditions: {@code "one quota, 64 callers, against the row lock"}
 * @param unit as in {@link Figure}
 */
public record Goal(String what, Bound bound, double wanted, double reached, String unit) {

  /** On which side of the wanted number the reached one has to be. */
  public enum Bound {
    AT_LEAST,
    AT_MOST
  }

  public static Goal atLeast(String what, double wanted, double reached, String unit) {
    return new Goal(what, Bound.AT_LEAST, wanted, reached, unit);
  }

  public static Goal atMost(String what, double wanted, double reached, String unit) {
    return new Goal(what, Bound.AT_MOST, wanted, reached, unit);
  }

  /** What was not measured (not a number) is missed. */
  public boolean isMet() {
    return switch (bound) {
      case AT_LEAST -> reached >= wanted;
      case AT_MOST -> reached <= wanted;
    };
  }
}
