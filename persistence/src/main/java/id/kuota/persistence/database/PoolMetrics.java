package id.kuota.persistence.database;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What one pool of connections reports, by the use of the pool. Thread-safe. */
public final class PoolMetrics implements MetricsTrackerFactory {

  /** A connection that is held for longer counts as slow. */
  static final Duration SLOW = Duration.ofSeconds(1);

  private final Telemetry telemetry;
  private final String pool;
  private final Telemetry.Histogram times;
  private final Telemetry.Counter slow;

  /**
   * Creates the reports of a pool.
   *
   * @param pool its use, in one word
   */
  public PoolMetrics(Telemetry telemetry, String pool) {
    this.telemetry = telemetry;
    this.pool = pool;
    this.times = telemetry.histogram(Metric.DB_HELD, pool);
    this.slow = telemetry.counter(Metric.DB_SLOW, pool);
  }

  /** Reports of a pool whose connections are lent for one use; the pool counts milliseconds. */
  @Override
  public IMetricsTracker create(String name, PoolStats stats) {
    watch(stats);
    return new IMetricsTracker() {
      @Override
      public void recordConnectionUsageMillis(long millis) {
        held(TimeUnit.MILLISECONDS.toNanos(millis));
      }
    };
  }

  /** Returns reports of a pool whose connections are kept; each use calls {@link #held}. */
  public MetricsTrackerFactory ofKept() {
    return (name, stats) -> {
      watch(stats);
      return new IMetricsTracker() {};
    };
  }

  /** A connection was used for this long. */
  public void held(long nanos) {
    times.record(Math.max(0, nanos));
    if (nanos > SLOW.toNanos()) slow.increment();
  }

  private void watch(PoolStats stats) {
    telemetry.gauge(Metric.DB_CONNECTIONS, stats::getActiveConnections, pool, "active");
    telemetry.gauge(Metric.DB_CONNECTIONS, stats::getIdleConnections, pool, "idle");
    telemetry.gauge(Metric.DB_CONNECTIONS, stats::getPendingThreads, pool, "awaited");
  }
}
