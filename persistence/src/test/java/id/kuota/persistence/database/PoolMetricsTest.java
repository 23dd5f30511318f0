package id.kuota.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.PoolStats;
import id.kuota.engine.telemetry.Metric;
import id.kuota.persistence.RecordingTelemetry;
import org.junit.jupiter.api.Test;

class PoolMetricsTest {

  private final RecordingTelemetry telemetry = new RecordingTelemetry();
  private final PoolMetrics metrics = new PoolMetrics(telemetry, "reads");

  /** Two of five connections are in use, and nothing waits for one. */
  private static final class Stats extends PoolStats {

    Stats() {
      super(1_000);
    }

    @Override
    protected void update() {
      activeConnections = 2;
      idleConnections = 3;
    }
  }

  @Test
  void aLentConnectionIsReportedWhenItComesBack() {
    IMetricsTracker tracker = metrics.create("pool", new Stats());
    tracker.recordConnectionUsageMillis(3);
    tracker.recordConnectionUsageMillis(1_001);

    assertThat(telemetry.values(Metric.DB_HELD, "reads"))
        .containsExactly(3_000_000L, 1_001_000_000L);
    assertThat(telemetry.count(Metric.DB_SLOW, "reads")).isOne();
    assertThat(connections("active", "idle", "awaited")).containsExactly(2, 3, 0);
  }

  @Test
  void aKeptConnectionIsReportedByItsUsesAndNotByItsLife() {
    IMetricsTracker tracker = metrics.ofKept().create("pool", new Stats());
    tracker.recordConnectionUsageMillis(3_600_000);
    metrics.held(7);

    assertThat(telemetry.values(Metric.DB_HELD, "reads")).containsExactly(7L);
    assertThat(telemetry.count(Metric.DB_SLOW, "reads")).isZero();
    assertThat(connections("active", "idle")).containsExactly(2, 3);
  }

  private double[] connections(String... states) {
    double[] read = new double[states.length];
    for (int i = 0; i < states.length; i++) {
      read[i] = telemetry.gauge(Metric.DB_CONNECTIONS, "reads", states[i]);
    }
    return read;
  }
}
