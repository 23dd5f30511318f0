package id.kuota.engine.ratelimit;

import java.time.Duration;

/** Whether a caller may go on. */
public sealed interface RateDecision {

  /** It may. */
  record Allowed() implements RateDecision {}

  /**
   * It has used up its limit, or so many of its requests wait that more would not be answered.
   *
   * @param comeBackAfter when it may have one more
   */
  record Refused(RateLimit limit, Duration comeBackAfter) implements RateDecision {}
}
