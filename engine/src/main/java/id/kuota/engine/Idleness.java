package id.kuota.engine;

import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Notices that an entity has not been needed for a while. One timer runs as long as the entity
 * lives; a receive timeout would be cancelled and set anew by every message, and an order is little
 * else than ten messages. An entity that will be needed at a known time may rest until then, if
 * there is a place for it. Not thread-safe; lives in the entity's actor.
 *
 * @param <M> what the entity understands
 */
public final class Idleness<M> {

  private final TimerScheduler<M> timers;
  private final Duration span;
  private final M look;
  private final RestingPlaces places;
  private boolean needed;
  private boolean rests;

  /**
   * Begins with {@link #watch}.
   *
   * @param span the entity is idle when nothing has come for this long, and for less than twice
   *     this long
   * @param look the message at which the entity asks {@link #isIdle}
   */
  public Idleness(TimerScheduler<M> timers, Duration span, M look) {
    this(timers, span, look, RestingPlaces.NONE);
  }

  /**
   * That of an entity which may rest.
   *
   * @param places where
   */
  public Idleness(TimerScheduler<M> timers, Duration span, M look, RestingPlaces places) {
    this.timers = timers;
    this.span = span;
    this.look = look;
    this.places = places;
  }

  /** Watches from now on; called after each recovery, since a failed write cancels all timers. */
  public void watch() {
    leave();
    needed = true;
    timers.startTimerWithFixedDelay(Idleness.class, look, span);
  }

  /** A message has come. */
  public void needed() {
    if (rests) watch();
    needed = true;
  }

  /**
   * Stays in memory without being looked at, until a message comes or the time is over.
   *
   * @param time how long at most; none, or more than {@link Limits#REST_MAX}, is not worth a place
   * @return whether it rests; else the entity should go to sleep
   */
  public boolean rest(Duration time) {
    leave();
    boolean isWorthIt = time.isPositive() && time.compareTo(Limits.REST_MAX) <= 0;
    if (!isWorthIt || !places.take()) return false;
    rests = true;
    timers.startSingleTimer(Idleness.class, look, time);
    return true;
  }

  /** Gives its place back; called when the entity ends, whatever made it end. */
  public void leave() {
    if (rests) places.giveBack();
    rests = false;
  }

  /** Whether nothing has come since this was asked last. */
  public boolean isIdle() {
    boolean idle = !needed;
    needed = false;
    return idle;
  }
}
