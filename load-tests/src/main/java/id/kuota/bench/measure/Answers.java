package id.kuota.bench.measure;

import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The answers of one round: how many, and after how long. Thread-safe. */
public final class Answers {

  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final int DIGITS = 3;
  private static final int FAILURES_KEPT = 5;

  private final Histogram nanos = new ConcurrentHistogram(1_000, LONGEST_NANOS, DIGITS);
  private final LongAdder failed = new LongAdder();
  private final List<Throwable> failures = new ArrayList<>();
  private volatile double seconds;

  /** One call has ended; {@code failure} is null if it was answered. */
  void ended(long tookNanos, @Nullable Throwable failure) {
    if (failure == null) {
      nanos.recordValue(Math.min(tookNanos, LONGEST_NANOS));
      return;
    }
    failed.increment();
    synchronized (failures) {
      if (failures.size() < FAILURES_KEPT) failures.add(failure);
    }
  }

  /** The round is over: the last caller has its answer. */
  void over(Duration took) {
    seconds = took.toNanos() / 1e9;
  }

  public long count() {
    return nanos.getTotalCount();
  }

  public double perSecond() {
    return (double) count() / seconds;
  }

  public long failed() {
    return failed.sum();
  }

  /**
   * Returns the calls that ended without an answer, for which a round has no reason; with the first
   * few.
   */
  public List<Violation> violations(String where) {
    if (failed() == 0) return List.of();
    synchronized (failures) {
      return List.of(
          new Violation(where, "%d calls failed, such as %s".formatted(failed(), failures)));
    }
  }

  public double millis(double percentile) {
    return count() == 0 ? Double.NaN : nanos.getValueAtPercentile(percentile) / 1e6;
  }

  /**
   * Rate and times as every table shows them.
   *
   * @param what is counted: {@code "holds"}
   */
  public List<Figure> figures(String what) {
    return List.of(
        Figure.of(what, "1/s", perSecond()),
        Figure.of("p50", "ms", millis(50)),
        Figure.of("p99", "ms", millis(99)));
  }
}
