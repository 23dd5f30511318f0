package id.kuota.http.telemetry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * How long requests of one kind took within the last minute, in twelve histograms of five seconds.
 * Thread-safe; to record takes no lock but once in five seconds, and memory is constant.
 */
public final class RecentLatency {

  private static final int SLICES = 12;
  private static final long SLICE = Duration.ofSeconds(5).toNanos();

  /** A longer one is recorded as this; the server answers by itself before. */
  private static final long MICROS_MAX = TimeUnit.MINUTES.toMicros(1);

  /** Two digits: an error of one in a hundred. */
  private static final int DIGITS = 2;

  /** Percentiles, in milliseconds. */
  public record Percentiles(double p95Ms, double p99Ms) {}

  private final LongSupplier nanoTime;
  private final Recorder recorder = new Recorder(MICROS_MAX, DIGITS);
  private final Histogram[] slices = new Histogram[SLICES];
  private @Nullable Histogram spare;
  private volatile long slice;

  /**
   * Knows of none yet.
   *
   * @param nanoTime like {@link System#nanoTime}
   */
  public RecentLatency(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (int i = 0; i < SLICES; i++) {
      slices[i] = new Histogram(MICROS_MAX, DIGITS);
    }
    this.slice = sliceOf(nanoTime.getAsLong());
  }

  /** Records a request that took so many nanoseconds. */
  public void record(long nanos) {
    long now = nanoTime.getAsLong();
    if (sliceOf(now) != slice) collect(now);
    recorder.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, MICROS_MAX));
  }

  /** Returns the percentiles of the last minute; empty without a request. */
  public synchronized Optional<Percentiles> percentiles() {
    collect(nanoTime.getAsLong());
    var all = new Histogram(MICROS_MAX, DIGITS);
    for (Histogram one : slices) {
      all.add(one);
    }
    return all.getTotalCount() == 0
        ? Optional.empty()
        : Optional.of(
            new Percentiles(
                all.getValueAtPercentile(95) / 1e3, all.getValueAtPercentile(99) / 1e3));
  }

  /** Adds what was recorded to the slice in which it was, and empties those that time has left. */
  private synchronized void collect(long now) {
    Histogram recorded = recorder.getIntervalHistogram(spare);
    slices[index(slice)].add(recorded);
    spare = recorded;
    long next = sliceOf(now);
    for (long one = Math.max(slice + 1, next - SLICES + 1); one <= next; one++) {
      slices[index(one)].reset();
    }
    slice = next;
  }

  private static long sliceOf(long nanos) {
    return Math.floorDiv(nanos, SLICE);
  }

  private static int index(long slice) {
    return Math.floorMod(slice, SLICES);
  }
}
