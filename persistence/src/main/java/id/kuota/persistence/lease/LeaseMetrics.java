package id.kuota.persistence.lease;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import java.util.concurrent.TimeUnit;

/** What the lease of a node reports. Thread-safe. */
final class LeaseMetrics {

  private final Telemetry telemetry;
  private final Telemetry.Counter renewed;
  private final Telemetry.Counter failed;

  LeaseMetrics(Telemetry telemetry) {
    this.telemetry = telemetry;
    this.renewed = telemetry.counter(Metric.LEASE_RENEWALS, "renewed");
    this.failed = telemetry.counter(Metric.LEASE_RENEWALS, "failed");
  }

  /** Reports how the lease stands. */
  void watch(LeaseKeeper keeper) {
    telemetry.gauge(Metric.LEASE_EPOCH, keeper.lease()::epoch);
    telemetry.gauge(
        Metric.LEASE_REMAINING,
        () -> (double) keeper.remaining().toNanos() / TimeUnit.SECONDS.toNanos(1));
  }

  void renewed() {
    renewed.increment();
  }

  /** A renewal was not answered, or refused since the node is fenced. */
  void failed() {
    failed.increment();
  }
}
