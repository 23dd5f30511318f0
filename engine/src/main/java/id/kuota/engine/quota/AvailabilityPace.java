package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.QuotaEntity.Message;
import id.kuota.engine.quota.QuotaEntity.PublishDue;
import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Publishes a change at once when there was none lately, else at the end of the interval. */
final class AvailabilityPace {

  private static final long INTERVAL = Limits.AVAILABILITY_INTERVAL.toNanos();

  private final TimerScheduler<Message> timers;
  private long lastNanos = System.nanoTime() - INTERVAL;
  private boolean due;

  AvailabilityPace(TimerScheduler<Message> timers) {
    this.timers = timers;
  }

  /** Begins anew: a write that fails also cancels the timers of the quota. */
  void forget() {
    due = false;
  }

  void changed(long nowNanos, Runnable publish) {
    long since = nowNanos - lastNanos;
    if (since >= INTERVAL) {
      lastNanos = nowNanos;
      publish.run();
    } else if (!due) {
      due = true;
      timers.startSingleTimer(new PublishDue(), Duration.ofNanos(INTERVAL - since));
    }
  }

  void published(long nowNanos) {
    lastNanos = nowNanos;
    due = false;
  }
}
