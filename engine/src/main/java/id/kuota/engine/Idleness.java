package id.kuota.engine;

import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Notices that an entity has not been needed for a while. One timer runs as long as the entity
 * lives; a receive timeout would be cancelled and set anew by every message, and an order is little
 * else than ten messages. Not thread-safe; lives in the entity's actor.
 *
 * @param <M> what the entity understands
 */
public final class Idleness<M> {

  private final TimerScheduler<M> timers;
  private final Duration span;
  private final M look;
  private boolean needed;

  /**
   * Begins with {@link #watch}.
   *
   * @param span the entity is idle when nothing has come for this long, and for less than twice
   *     this long
   * @param look the message at which the entity asks {@link #isIdle}
   */
  public Idleness(TimerScheduler<M> timers, Duration span, M look) {
    this.timers = timers;
    this.span = span;
    this.look = look;
  }

  /** Watches from now on; called after each recovery, since a failed write cancels all timers. */
  public void watch() {
    needed = true;
    timers.startTimerWithFixedDelay(Idleness.class, look, span);
  }

  /** A message has come. */
  public void needed() {
    needed = true;
  }

  /** Whether nothing has come since this was asked last. */
  public boolean isIdle() {
    boolean idle = !needed;
    needed = false;
    return idle;
  }
}
