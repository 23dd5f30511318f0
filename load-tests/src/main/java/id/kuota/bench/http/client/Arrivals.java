package id.kuota.bench.http.client;

import java.time.Duration;

/** When requests come. */
public sealed interface Arrivals {

  /** Returns how long they come. */
  Duration duration();

  /** What is due earlier is not timed. */
  Duration untimed();

  /**
   * At even distances, whether or not the earlier ones were answered.
   *
   * @param waitingMax requests that may be due and unsent because every connection is busy; of more
   *     than these the oldest go away unserved, and are counted
   * @param untimed at the beginning: what is due by then is counted, but its time is not, because
   *     connections are new then and others are still beginning too
   */
  record Scheduled(double perSecond, Duration duration, int waitingMax, Duration untimed)
      implements Arrivals {
    public Scheduled {
      if (perSecond <= 0 || waitingMax < 1) {
        throw new IllegalArgumentException(
            "a rate of %f/s with at most %d waiting".formatted(perSecond, waitingMax));
      }
    }

    /** Timed from the beginning. */
    public Scheduled(double perSecond, Duration duration, int waitingMax) {
      this(perSecond, duration, waitingMax, Duration.ZERO);
    }

    long planned() {
      return Math.round(perSecond * duration.toNanos() / 1e9);
    }

    /** Requests that are due so many nanoseconds after the start. */
    long dueAfter(long nanos) {
      return Math.min(planned(), 1 + (long) (nanos * perSecond / 1e9));
    }

    /** When the request with this number, from 0, is due, in nanoseconds after the start. */
    long dueAt(long number) {
      return Math.round(number * 1e9 / perSecond);
    }
  }

  /** The next one as soon as the one before on the same connection is answered. */
  record Saturating(Duration duration) implements Arrivals {
    @Override
    public Duration untimed() {
      return Duration.ZERO;
    }
  }
}
