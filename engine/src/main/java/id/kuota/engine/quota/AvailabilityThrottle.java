package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import java.time.Duration;
import java.time.Instant;

/**
 * Limits how often a quota publishes its availability: a change at once when there was none lately,
 * else at the end of the interval. Not thread-safe; belongs to the quota's entity.
 */
final class AvailabilityThrottle {

  private Instant last = Instant.MIN;
  private boolean isScheduled;

  /** What to do about a change: publish now, or after {@code delay}, or nothing. */
  enum Advice {
    NOW,
    LATER,
    SCHEDULED
  }

  /** Starts over: a failed write cancels the timer. */
  void reset() {
    isScheduled = false;
  }

  Advice changed(Instant now) {
    if (!now.isBefore(end())) {
      last = now;
      return Advice.NOW;
    }
    if (isScheduled) return Advice.SCHEDULED;
    isScheduled = true;
    return Advice.LATER;
  }

  /** Returns how long to wait from {@code now} on. */
  Duration delay(Instant now) {
    return Duration.between(now, end());
  }

  void published(Instant now) {
    last = now;
    isScheduled = false;
  }

  private Instant end() {
    return last.equals(Instant.MIN) ? last : last.plus(Limits.AVAILABILITY_INTERVAL);
  }
}
