package id.kuota.persistence.projection;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;

/** What the loop of one projection reports. Thread-safe. */
final class ProjectionMetrics {

  private final Telemetry telemetry;
  private final String projection;
  private final ProjectionLag lag;
  private final Telemetry.Counter events;

  ProjectionMetrics(Telemetry telemetry, String projection, ProjectionLag lag) {
    this.telemetry = telemetry;
    this.projection = projection;
    this.lag = lag;
    this.events = telemetry.counter(Metric.PROJECTION_EVENTS, projection);
  }

  /** Reports how the loop does. */
  void watch(ProjectionLoop loop) {
    telemetry.gauge(Metric.PROJECTION_STOPPED, () -> loop.stands() ? 1 : 0, projection);
    telemetry.gauge(Metric.PROJECTION_LAG, lag::seconds, projection);
  }

  /** A step has applied so many events. */
  void applied(int count) {
    if (count > 0) events.add(count);
  }
}
