package id.kuota.engine.entity;

import id.kuota.engine.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a request may be without an answer before it is sent again, by the round trips so far:
 * the smoothed time plus four times its variation (RFC 6298, section 2), between {@link
 * Limits#RETRANSMISSION_MIN} and {@link Limits#RETRANSMISSION_MAX}. A node that becomes slow raises
 * it, and so sends little twice. Thread-safe; of two answers at the same moment one may not count.
 */
public final class RetransmissionTimeout {

  private record Estimate(double smoothed, double variation) {

    Estimate with(double nanos) {
      double deviation = Math.abs(smoothed - nanos);
      return new Estimate(0.875 * smoothed + 0.125 * nanos, 0.75 * variation + 0.25 * deviation);
    }
  }

  private volatile @Nullable Estimate estimate;

  /**
   * Takes a round trip into account.
   *
   * @param nanos from the sending to the answer, of a request that was sent once: of two sendings
   *     it is not known which one was answered
   */
  public void answered(long nanos) {
    Estimate before = estimate;
    estimate =
        before == null ? new Estimate((double) nanos, nanos / 2.0) : before.with((double) nanos);
  }

  /** Returns the pause after the first sending. */
  public Duration first() {
    Estimate now = estimate;
    if (now == null) return Limits.RETRANSMISSION_MAX;
    return bounded(Duration.ofNanos((long) (now.smoothed() + 4 * now.variation())));
  }

  /** Returns the pause after a further sending: twice the one before. */
  public static Duration next(Duration pause) {
    return bounded(pause.multipliedBy(2));
  }

  private static Duration bounded(Duration pause) {
    if (pause.compareTo(Limits.RETRANSMISSION_MIN) < 0) return Limits.RETRANSMISSION_MIN;
    return pause.compareTo(Limits.RETRANSMISSION_MAX) > 0 ? Limits.RETRANSMISSION_MAX : pause;
  }
}
