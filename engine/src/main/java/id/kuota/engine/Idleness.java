package id.kuota.engine;

import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Notices that an entity has not been needed for a while. One timer runs as long as the entity
 * lives; a receive timeout would be cancelled and set anew by every message, and an order is little
 * else than ten messages. An entity that will be needed at a known time may rest until then, if
 * there is a place for it. And one that is told to stop finishes first what it has begun. Not
 * thread-safe; lives in the entity's actor.
 *
 * @param <M> what the entity understands
 */
public final class Idleness<M> {

  /** Key of the timer. */
  private static final String PUT_OFF = "put off";

  private final TimerScheduler<M> timers;
  private final Duration span;
  private final M look;
  private final RestingPlaces places;
  private boolean needed;
  private boolean rests;

  /** What it was told when it was told to stop. */
  private @Nullable M lastWord;

  private int timesPutOff;

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
    if (lastWord != null) tellAgain(lastWord, Limits.STOP_PUT_OFF_MIN);
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

  /**
   * Whether an entity that is told to stop does so now. It may have begun something after it asked
   * to be stopped, and a shard that moves stops it in the middle of anything: what it is busy with
   * would be forgotten, and with it those who wait for it. So it is told again after a pause, and
   * the pauses double: when it has finished, it is gone after as much time again at the latest. In
   * the end it stops all the same, after {@link Limits#STOP_PUT_OFF_TIMES} pauses.
   */
  public boolean stopsNow(boolean isBusy, M stop) {
    if (!isBusy || timesPutOff >= Limits.STOP_PUT_OFF_TIMES) return true;
    lastWord = stop;
    tellAgain(stop, Limits.STOP_PUT_OFF_MIN.multipliedBy(1L << timesPutOff));
    timesPutOff++;
    return false;
  }

  private void tellAgain(M stop, Duration pause) {
    timers.startSingleTimer(PUT_OFF, stop, pause);
  }

  /** Whether nothing has come since this was asked last. */
  public boolean isIdle() {
    boolean idle = !needed;
    needed = false;
    return idle;
  }
}
