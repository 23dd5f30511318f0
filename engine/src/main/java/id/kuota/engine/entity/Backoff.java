package id.kuota.engine.entity;

import java.time.Duration;

/**
 * Pauses between tries that double from one to the next.
 *
 * @param min pause after the first try
 * @param max pauses grow no further than this
 */
public record Backoff(Duration min, Duration max) {

  private static final int DOUBLINGS_MAX = 30;

  public Backoff {
    if (!min.isPositive() || max.compareTo(min) < 0) {
      throw new IllegalArgumentException("not a back-off: " + min + " to " + max);
    }
  }

  /**
   * Returns the pause after a try.
   *
   * @param tries how many tries were made so far, 1 or more
   */
  public Duration pauseAfter(int tries) {
    Duration pause = min.multipliedBy(1L << Math.min(tries - 1, DOUBLINGS_MAX));
    return pause.compareTo(max) > 0 ? max : pause;
  }
}
