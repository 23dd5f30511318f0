package id.kuota.bench.http.client;

import java.time.Duration;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * The outcome of the requests of one run.
 *
 * @param took from the first request to the last answer
 * @param inTime answers that came while requests still came
 * @param statuses how many answers had which status
 * @param unsent buyers dropped because too many waited for a free connection
 * @param unanswered requests without an answer when the patience ended
 * @param broken requests whose connection broke
 * @param times of all answers that are timed in microseconds, from the moment when the request was
 *     due
 */
public record LoadResult(
    Duration duration,
    Duration took,
    long inTime,
    SortedMap<Integer, Long> statuses,
    long unsent,
    long unanswered,
    long broken,
    Histogram times) {

  public long answered() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  public long answered(int status) {
    return statuses.getOrDefault(status, 0L);
  }

  /** Returns the requests of unknown outcome. */
  public long unknown() {
    return unanswered + broken;
  }

  /** Returns all that came: answered, unknown or gone. */
  public long offered() {
    return answered() + unknown() + unsent;
  }

  /** Answers in a second, while requests came. */
  public double perSecond() {
    return inTime * 1e9 / duration.toNanos();
  }

  /** Answers of this status in a second. */
  public double perSecond(int status) {
    return answered() == 0 ? 0 : perSecond() * answered(status) / answered();
  }

  /** Milliseconds within which this share of the answers came. */
  public double millis(double percentile) {
    return times.getValueAtPercentile(percentile) / 1e3;
  }
}
