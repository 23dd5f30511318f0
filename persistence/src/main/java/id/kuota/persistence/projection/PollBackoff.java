package id.kuota.persistence.projection;

import java.time.Duration;

/**
 * How long a projection pauses between two steps. Pure and immutable.
 *
 * @param pause the pause before the next step
 */
record PollBackoff(Duration pause) {

  static final Duration AFTER_WORK = Duration.ofMillis(20);
  static final Duration IDLE_MAX = Duration.ofMillis(100);

  /** How long a node waits until it tries again to take the turn of one that may have died. */
  static final Duration STANDBY = Duration.ofMillis(500);

  static final Duration TROUBLE_MIN = Duration.ofMillis(100);
  static final Duration TROUBLE_MAX = Duration.ofSeconds(10);

  /** While it stands at an event that it cannot apply. */
  static final PollBackoff STANDING = new PollBackoff(Duration.ofSeconds(2));

  /** Begins at once. */
  static final PollBackoff START = new PollBackoff(Duration.ZERO);

  PollBackoff after(ProjectionBatch.Outcome outcome) {
    return switch (outcome) {
      case MORE -> START;
      case APPLIED -> new PollBackoff(AFTER_WORK);
      case NOTHING -> new PollBackoff(longer(AFTER_WORK, IDLE_MAX));
      case ELSEWHERE -> new PollBackoff(STANDBY);
    };
  }

  /** Doubles the pause after a failure of the database. */
  PollBackoff afterTrouble() {
    return new PollBackoff(longer(TROUBLE_MIN, TROUBLE_MAX));
  }

  private Duration longer(Duration shortest, Duration longest) {
    Duration twice = pause.multipliedBy(2);
    if (twice.compareTo(shortest) < 0) return shortest;
    return twice.compareTo(longest) > 0 ? longest : twice;
  }
}
