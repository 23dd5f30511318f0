package id.kuota.engine.ratelimit;

/**
 * The generic cell rate algorithm (ITU-T I.371, the "virtual scheduling" form): of each key one
 * number is kept, the time at which it would have used up everything that it was given. Times are
 * nanoseconds of {@link System#nanoTime}; pure.
 */
final class Gcra {

  private Gcra() {}

  /**
   * Returns how many permits a key may have now.
   *
   * @param usedUp when it will have used up what it was given; any past time if it has nothing
   */
  static long available(Rate rate, long usedUp, long now) {
    long debt = Math.max(0, usedUp - now);
    return (rate.period().toNanos() - debt) / rate.interval();
  }

  /** Returns when a key that is given so many permits now will have used them up. */
  static long after(Rate rate, long usedUp, long now, int permits) {
    return now + Math.max(0, usedUp - now) + permits * rate.interval();
  }

  /** Returns the nanoseconds until it may have one permit; 0 if it may now. */
  static long waitFor(Rate rate, long usedUp, long now) {
    long debt = Math.max(0, usedUp - now);
    return Math.max(0, debt + rate.interval() - rate.period().toNanos());
  }
}
