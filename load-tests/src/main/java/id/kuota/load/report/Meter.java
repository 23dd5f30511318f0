package id.kuota.load.report;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Times of {@code POST /v1/orders} as buyers feel them, time-outs with the whole time that was
 * waited. Thread-safe.
 *
 * <p>The goals are about the time at full rate: after the ramp, until no more buyers come.
 */
public final class Meter {

  private static final long MILLIS_MAX = 600_000;
  private static final int DIGITS = 3;
  private static final long NOT_STARTED = Long.MIN_VALUE;

  private final Duration ramp;
  private final Duration fullRate;
  private final AtomicLong start = new AtomicLong(NOT_STARTED);
  private final ConcurrentHistogram all = new ConcurrentHistogram(MILLIS_MAX, DIGITS);
  private final ConcurrentHistogram atFullRate = new ConcurrentHistogram(MILLIS_MAX, DIGITS);
  private final Recorder lately = new Recorder(MILLIS_MAX, DIGITS);
  private final LongAdder heldAtFullRate = new LongAdder();

  /** Milliseconds. */
  public record Percentiles(long p50, long p95, long p99, long max, long count) {
    static Percentiles of(AbstractHistogram times) {
      return new Percentiles(
          times.getValueAtPercentile(50),
          times.getValueAtPercentile(95),
          times.getValueAtPercentile(99),
          times.getMaxValue(),
          times.getTotalCount());
    }
  }

  public Meter(Duration ramp, Duration fullRate) {
    this.ramp = ramp;
    this.fullRate = fullRate;
  }

  /** The first buyer comes; later calls change nothing. */
  public void started(long nanos) {
    start.compareAndSet(NOT_STARTED, nanos);
  }

  /** Since the first buyer came. */
  public Duration elapsed(long nanos) {
    long first = start.get();
    return first == NOT_STARTED ? Duration.ZERO : Duration.ofNanos(nanos - first);
  }

  /** An answer, or the end of the patience, at {@code nanos}. */
  public void answered(long millis, long nanos) {
    long value = Math.clamp(millis, 0, MILLIS_MAX);
    all.recordValue(value);
    lately.recordValue(value);
    if (isAtFullRate(nanos)) atFullRate.recordValue(value);
  }

  /** Counts an order that was answered as held, at {@code nanos}. */
  public void held(long nanos) {
    if (isAtFullRate(nanos)) heldAtFullRate.increment();
  }

  private boolean isAtFullRate(long nanos) {
    Duration elapsed = elapsed(nanos);
    return elapsed.compareTo(ramp) >= 0 && elapsed.compareTo(ramp.plus(fullRate)) < 0;
  }

  /** Orders held and answered in a second at full rate. */
  public double heldPerSecond() {
    return heldAtFullRate.sum() * 1_000.0 / fullRate.toMillis();
  }

  public Percentiles atFullRate() {
    return Percentiles.of(atFullRate);
  }

  public Percentiles wholeRun() {
    return Percentiles.of(all);
  }

  /** Since the last call of this method; for one caller. */
  public Percentiles lately() {
    Histogram interval = lately.getIntervalHistogram();
    return Percentiles.of(interval);
  }
}
