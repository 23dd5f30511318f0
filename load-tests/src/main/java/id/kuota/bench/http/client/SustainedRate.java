package id.kuota.bench.http.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks for the highest rate of scheduled arrivals that a server keeps up with: by halving the
 * distance between a rate that it has kept up with and one that it has not.
 */
public final class SustainedRate {

  /** Answers within the schedule's time, as a share of what was planned, that count as all. */
  static final double SHARE_MIN = 0.98;

  static final Duration P99_MAX = Duration.ofMillis(500);

  /** One run at a rate. */
  @FunctionalInterface
  public interface Probe {
    LoadResult play(double perSecond) throws IOException;
  }

  /** A rate that was kept up with, and what the run at that rate gave. */
  public record Sustained(double perSecond, LoadResult result) {}

  private SustainedRate() {}

  /**
   * Runs the probe so many times.
   *
   * @param guess a rate near the limit, such as the one that saturating connections reached
   * @return empty if not even half of the guess was kept up with
   */
  public static Optional<Sustained> find(Probe probe, double guess, int status, int probes)
      throws IOException {
    Optional<Sustained> best = Optional.empty();
    double low = guess / 2;
    double high = guess * 1.1;
    double next = guess * 0.9;
    for (int i = 0; i < probes; i++) {
      LoadResult result = probe.play(next);
      if (isSustained(result, next, status)) {
        best = Optional.of(new Sustained(next, result));
        low = next;
      } else {
        high = next;
      }
      next = (low + high) / 2;
    }
    return best;
  }

  /**
   * Returns whether the answers kept up: no buyer was dropped, every request got an answer with the
   * wanted status, and nearly every one soon.
   */
  static boolean isSustained(LoadResult result, double perSecond, int status) {
    return result.unsent() == 0
        && result.unknown() == 0
        && result.answered(status) == result.answered()
        && result.perSecond() >= perSecond * SHARE_MIN
        && result.millis(99) < P99_MAX.toMillis();
  }
}
