package id.kuota.persistence.groupcommit;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.persistence.database.PoolMetrics;
import java.util.Collection;

/** What the writers of the journal report. Thread-safe. */
final class JournalMetrics {

  /** The pool of the writers, in the metrics of connections. */
  static final String POOL = "writers";

  private final Telemetry telemetry;
  private final PoolMetrics connections;
  private final Telemetry.Histogram times;
  private final Telemetry.Histogram rows;
  private final Telemetry.Histogram waits;
  private final Telemetry.Counter conflicts;
  private final Telemetry.Counter failures;
  private final Telemetry.Counter fenced;

  JournalMetrics(Telemetry telemetry) {
    this.telemetry = telemetry;
    connections = new PoolMetrics(telemetry, POOL);
    times = telemetry.histogram(Metric.FLUSH_TIME);
    rows = telemetry.histogram(Metric.FLUSH_ROWS);
    waits = telemetry.histogram(Metric.JOURNAL_WAIT);
    conflicts = telemetry.counter(Metric.JOURNAL_CONFLICTS);
    failures = telemetry.counter(Metric.JOURNAL_FAILURES);
    fenced = telemetry.counter(Metric.JOURNAL_FENCED);
  }

  /** Reports how many writes wait here. */
  void watch(Collection<PendingWrite> queue) {
    telemetry.gauge(Metric.JOURNAL_QUEUE, queue::size);
  }

  /** A group begins, whose oldest write has waited for this long. */
  void begun(long waitedNanos) {
    waits.record(Math.max(0, waitedNanos));
  }

  /** A transaction has written so many events. */
  void written(int events, long tookNanos) {
    rows.record(events);
    times.record(tookNanos);
  }

  /** A group has come to its end, in one transaction or in several. */
  void ended(long tookNanos) {
    connections.held(tookNanos);
  }

  /** A write was refused, since its row cannot be stored or its place is taken. */
  void conflicted() {
    conflicts.increment();
  }

  /** A transaction has failed that is not tried in parts. */
  void failed() {
    failures.increment();
  }

  /** A transaction was refused, since the epoch has ended. */
  void refused() {
    fenced.increment();
  }
}
