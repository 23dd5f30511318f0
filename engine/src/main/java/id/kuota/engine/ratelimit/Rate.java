package id.kuota.engine.ratelimit;

import java.time.Duration;

/**
 * So many permits in so long a time. A key that was quiet may take all of them at once; in any time
 * {@code t} it gets {@code permits * (1 + t / period)} at most.
 */
public record Rate(int permits, Duration period) {

  /** More than this in one period is no limit. */
  public static final int PERMITS_MAX = 1_000_000;

  /** Longer than this no limit looks back. */
  public static final Duration PERIOD_MAX = Duration.ofHours(1);

  public Rate {
    if (permits < 1 || permits > PERMITS_MAX) {
      throw new IllegalArgumentException("permits must be 1 to " + PERMITS_MAX);
    }
    if (!period.isPositive() || period.compareTo(PERIOD_MAX) > 0) {
      throw new IllegalArgumentException("a period is longer than 0, and an hour at most");
    }
  }

  /** Returns the time between two permits of a key that never rests, in nanoseconds. */
  long interval() {
    return period.toNanos() / permits;
  }
}
