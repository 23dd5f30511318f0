package id.kuota.engine.telemetry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Trouble that comes and goes: one line when it begins and one when it has ended, however many
 * requests it costs in between. It has ended with the first success after a while without a
 * failure. Thread-safe; a success while all is well costs one volatile read.
 */
public final class Outage {

  /** Without a failure for so long, trouble is over; shorter gaps belong to it. */
  static final Duration QUIET = Duration.ofSeconds(5);

  private final LogEntry began;
  private final LogEntry ended;
  private final LongSupplier nanoTime;
  private final AtomicBoolean on = new AtomicBoolean();
  private volatile long since;
  private volatile long last;

  /**
   * Begins without trouble.
   *
   * @param ended has the one key {@link LogKey#AFTER_MS}
   * @param nanoTime like {@link System#nanoTime}
   */
  public Outage(LogEntry began, LogEntry ended, LongSupplier nanoTime) {
    this.began = began;
    this.ended = ended;
    this.nanoTime = nanoTime;
  }

  /** Notes a failure; values are those of the first event. */
  public void failed(Logger logger, @Nullable Object... values) {
    last = nanoTime.getAsLong();
    if (on.get() || !on.compareAndSet(false, true)) return;
    since = last;
    began.log(logger, values);
  }

  /** Notes a success. */
  public void well(Logger logger) {
    if (!on.get()) return;
    long now = nanoTime.getAsLong();
    if (now - last < QUIET.toNanos() || !on.compareAndSet(true, false)) return;
    ended.log(logger, Duration.ofNanos(now - since));
  }
}
