package id.kuota.bench.measure;

import java.time.Duration;

/**
 * How much time a run is worth.
 *
 * @param rounds of each contender; the median counts
 * @param round how long one is measured
 * @param warmUp how long a contender runs unmeasured before it is measured for the first time
 * @param quick only to see that everything works: the numbers mean nothing
 */
public record Effort(int rounds, Duration round, Duration warmUp, boolean quick) {

  public static final int ROUNDS_MAX = 101;

  private static final Duration GET_GOING = Duration.ofMillis(200);

  /** For contenders that are compiled already, and only have to get going. */
  public Effort warmedUp() {
    Duration briefly = warmUp.compareTo(GET_GOING) < 0 ? warmUp : GET_GOING;
    return new Effort(rounds, round, briefly, quick);
  }

  /** One round of a blink. */
  public static Effort quickly() {
    return new Effort(1, Duration.ofMillis(200), Duration.ZERO, true);
  }
}
