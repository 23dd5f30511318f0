package id.kuota.engine.quota;

import java.time.Clock;
import java.time.Instant;

/**
 * A clock that never goes back, for one incarnation of a quota. The rules refuse a hold whose
 * deadline has passed while its owner is being asked; a clock that is set back in between must not
 * make them grant it again.
 */
final class QuotaClock {

  private final Clock clock;
  private Instant latest = Instant.MIN;

  QuotaClock(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    Instant now = clock.instant();
    if (now.isAfter(latest)) {
      latest = now;
    }
    return latest;
  }
}
