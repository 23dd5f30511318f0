package id.kuota.bench.arrivals;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A loop of calls at even distances in time. Each is timed from the moment when it was due, so a
 * system that stands still for a while shows it in the times of all later calls.
 */
public final class OpenLoop {

  /** How long after the last call its answer may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final long TICK_NANOS = 200_000;
  private static final int DIGITS = 3;

  /** A call that answers at once with a promise. */
  public interface Asynchronous {
    CompletionStage<?> call() throws Exception;
  }

  /**
   * What became of the calls.
   *
   * @param nanos of those that were answered
   * @param unsent that were due while too many were without an answer
   * @param failure the first of those that failed
   */
  public record Outcome(Histogram nanos, long unsent, long failed, @Nullable Throwable failure) {

    public long answered() {
      return nanos.getTotalCount();
    }

    public double millis(double percentile) {
      return answered() == 0 ? Double.NaN : nanos.getValueAtPercentile(percentile) / 1e6;
    }
  }

  private final double perSecond;
  private final long planned;
  private final int inFlightMax;
  private final Histogram nanos = new ConcurrentHistogram(1_000, LONGEST_NANOS, DIGITS);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final LongAdder failed = new LongAdder();
  private final Semaphore free;

  /**
   * Creates a loop for one run.
   *
   * @param inFlightMax calls that may be in flight; above that, new calls are dropped and counted
   */
  public OpenLoop(double perSecond, Duration time, int inFlightMax) {
    this.perSecond = perSecond;
    this.planned = Math.round(perSecond * time.toNanos() / 1e9);
    this.inFlightMax = inFlightMax;
    this.free = new Semaphore(inFlightMax);
  }

  /**
   * Calls from the thread of the caller, and returns when the last answer is there.
   *
   * @throws TimeoutException if it does not come
   */
  public Outcome run(Asynchronous call) throws InterruptedException, TimeoutException {
    long start = System.nanoTime();
    long unsent = 0;
    for (long number = 0; number < planned; number++) {
      long due = start + Math.round(number * 1e9 / perSecond);
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(early, TICK_NANOS));
      }
      if (free.tryAcquire()) {
        call(call, due);
      } else {
        unsent++;
      }
    }
    if (!free.tryAcquire(inFlightMax, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException(
          "%d calls are without an answer after %s"
              .formatted(inFlightMax - free.availablePermits(), PATIENCE));
    }
    return new Outcome(nanos, unsent, failed.sum(), failure.get());
  }

  private void call(Asynchronous call, long due) {
    try {
      call.call().whenComplete((_, broken) -> ended(due, broken));
    } catch (Exception broken) {
      ended(due, broken);
    }
  }

  private void ended(long due, @Nullable Throwable broken) {
    if (broken == null) {
      nanos.recordValue(Math.min(System.nanoTime() - due, LONGEST_NANOS));
    } else {
      failed.increment();
      failure.compareAndSet(null, broken);
    }
    free.release();
  }
}
