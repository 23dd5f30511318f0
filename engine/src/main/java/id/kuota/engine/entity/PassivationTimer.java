package id.kuota.engine.entity;

import id.kuota.engine.Limits;
import java.time.Duration;

/**
 * Decides when an entity leaves memory. One timer runs as long as the entity lives; a receive
 * timeout would be cancelled and set anew by every message, and an order is little else than ten
 * messages. An entity that will be needed at a known time may stay until then, if a permit is free.
 * And one that is to stop finishes first what is in flight. Not thread-safe; belongs to the entity.
 */
final class PassivationTimer {

  /** Keys of the timers. */
  private static final String IDLE = "idle";

  private static final String STOP = "stop";

  /** Starts timers of the entity. */
  interface Timers {
    void start(String key, EntitySignal signal, Duration delay);
  }

  private final Timers timers;
  private final Duration span;
  private final ResidencyPermits permits;
  private boolean needed;
  private boolean isResident;
  private boolean isStopping;
  private int timesPutOff;

  /**
   * Creates a timer that runs from {@link #start} on.
   *
   * @param span the entity is idle when no message has come for this long, and for less than twice
   *     this long
   */
  PassivationTimer(Timers timers, Duration span, ResidencyPermits permits) {
    this.timers = timers;
    this.span = span;
    this.permits = permits;
  }

  /** Starts over; called after each recovery, since a failed write cancels all timers. */
  void start() {
    release();
    needed = true;
    timers.start(IDLE, EntitySignal.IDLE_CHECK, span);
    if (isStopping) timers.start(STOP, EntitySignal.STOP, Limits.STOP_PUT_OFF_MIN);
  }

  /** Notes a message. */
  void needed() {
    if (isResident) start();
    needed = true;
  }

  /** Returns whether no message has come since the check before; the next check is scheduled. */
  boolean isIdle() {
    boolean idle = !needed;
    needed = false;
    timers.start(IDLE, EntitySignal.IDLE_CHECK, span);
    return idle;
  }

  /**
   * Keeps the entity in memory without checks, until a message comes or the time is over.
   *
   * @param time how long at most; none, or more than {@link Limits#REST_MAX}, is not worth a permit
   * @return false if it should passivate instead
   */
  boolean stay(Duration time) {
    release();
    boolean isWorthIt = time.isPositive() && time.compareTo(Limits.REST_MAX) <= 0;
    if (!isWorthIt || !permits.take()) return false;
    isResident = true;
    timers.start(IDLE, EntitySignal.IDLE_CHECK, time);
    return true;
  }

  /** Gives the permit back; called when the entity ends, whatever ended it. */
  void release() {
    if (isResident) permits.giveBack();
    isResident = false;
  }

  /**
   * Returns whether the entity may stop now; while work is in flight it backs off, {@link
   * Limits#STOP_PUT_OFF_TIMES} times at most.
   */
  boolean mayStop(boolean isBusy) {
    if (!isBusy || timesPutOff >= Limits.STOP_PUT_OFF_TIMES) return true;
    isStopping = true;
    timers.start(STOP, EntitySignal.STOP, Limits.stopPutOff(timesPutOff));
    timesPutOff++;
    return false;
  }
}
