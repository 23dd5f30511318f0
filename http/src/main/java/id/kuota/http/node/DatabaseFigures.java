package id.kuota.http.node;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.http.log.NodeLog;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import id.kuota.persistence.readmodel.StoredFigures;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what the read models say of all sales, read again and again. While the database does not
 * answer, the gauges keep what they had. Thread-safe.
 */
final class DatabaseFigures {

  /** Each node asks; a scrape comes about as often. */
  static final Duration PAUSE = Duration.ofSeconds(15);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseFigures.class);

  private final Supplier<StoredFigures> read;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile @Nullable StoredFigures latest;
  private boolean isAway;

  /**
   * Creates figures that have not been read yet.
   *
   * @param read may block, and fail with {@link ReadModelUnavailableException}
   */
  DatabaseFigures(Telemetry telemetry, Supplier<StoredFigures> read) {
    this.read = read;
    gauge(telemetry, Metric.HOLDS_OVERDUE, StoredFigures::heldOverdue);
    gauge(telemetry, Metric.OVERSOLD, StoredFigures::oversold);
    gauge(telemetry, Metric.REFUNDS_OWED, StoredFigures::refundsOwed);
    gauge(telemetry, Metric.REFUNDS_OLDEST, figures -> figures.oldestRefund().toSeconds());
    gauge(telemetry, Metric.INSIDE, StoredFigures::inside);
    gauge(telemetry, Metric.DEVICES_SILENT, StoredFigures::devicesSilent);
  }

  private void gauge(Telemetry telemetry, Metric metric, ToDoubleFunction<StoredFigures> figure) {
    telemetry.gauge(
        metric,
        () -> {
          StoredFigures known = latest;
          return known == null ? Double.NaN : figure.applyAsDouble(known);
        });
  }

  /** Reads until the actor system ends, on threads that may block; one reading at a time. */
  void readRegularly(ActorSystem<?> system, Executor threads) {
    system
        .scheduler()
        .scheduleWithFixedDelay(FIRST, PAUSE, () -> begin(threads), system.executionContext());
  }

  private void begin(Executor threads) {
    if (!reading.compareAndSet(false, true)) return;
    try {
      threads.execute(this::look);
    } catch (RejectedExecutionException stopping) {
      reading.set(false);
    }
  }

  /** Reads now. */
  void look() {
    try {
      latest = read.get();
      isAway = false;
    } catch (ReadModelUnavailableException e) {
      if (!isAway) NodeLog.FIGURES_UNREAD.log(LOG, e.getMessage());
      isAway = true;
    } finally {
      reading.set(false);
    }
  }
}
