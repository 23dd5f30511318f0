package id.kuota.http.cli.cluster;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether and when a process that has ended is started again, as a supervisor does: after a
 * failure, with a pause that doubles while it keeps failing. Not thread-safe.
 */
final class RestartRule {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A process that has run for so long has not failed at its start. */
  private static final Duration GOOD_RUN = Duration.ofSeconds(30);

  /** After so many failures in a row it is not started again: its log says why. */
  private static final int FAILURES_MAX = 8;

  private static final int SIGTERM = 128 + 15;
  private int failures;

  /**
   * Returns the pause before the next start; empty if there is none.
   *
   * @param code with which the process has ended; 0 and SIGTERM are no failures
   */
  Optional<Duration> after(int code, Duration ran) {
    if (code == 0 || code == SIGTERM) return Optional.empty();
    failures = ran.compareTo(GOOD_RUN) >= 0 ? 1 : failures + 1;
    if (failures > FAILURES_MAX) return Optional.empty();
    Duration pause = FIRST_PAUSE.multipliedBy(1L << (failures - 1));
    return Optional.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
  }
}
