package id.kuota.engine.quota;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what happens at the shared quotas, and measures the batches that this node sends them.
 * Buyers' quotas are left out: they are counters of one buyer, and would hide the batches and the
 * holds of what is sold. Thread-safe.
 */
public final class QuotaMetrics {

  /** Takes reports and keeps nothing. */
  public static final QuotaMetrics NONE = new QuotaMetrics(Telemetry.NONE);

  private final LongAdder inFlight = new LongAdder();
  private final Telemetry.Histogram sizes;
  private final Telemetry.Histogram waits;
  private final Telemetry.Counter granted;
  private final Telemetry.Counter refused;
  private final Telemetry.Counter settled;
  private final Telemetry.Counter released;
  private final Telemetry.Counter expired;
  private final Telemetry.Counter returned;

  public QuotaMetrics(Telemetry telemetry) {
    sizes = telemetry.histogram(Metric.QUOTA_BATCH_SIZE);
    waits = telemetry.histogram(Metric.QUOTA_BATCH_WAIT);
    granted = telemetry.counter(Metric.HOLDS, "granted");
    refused = telemetry.counter(Metric.HOLDS, "refused");
    settled = telemetry.counter(Metric.HOLDS, "settled");
    released = telemetry.counter(Metric.HOLDS, "released");
    expired = telemetry.counter(Metric.HOLDS, "expired");
    returned = telemetry.counter(Metric.HOLDS, "returned");
    telemetry.gauge(Metric.QUOTA_BATCHES_IN_FLIGHT, inFlight::sum);
  }

  /** Returns the reports of one quota: none of a buyer's. */
  QuotaMetrics of(QuotaId quota) {
    return quota.isPersonal() ? NONE : this;
  }

  /**
   * A batch goes to its quota.
   *
   * @param waitedNanos how long its oldest request has waited for that
   */
  void sent(int requests, long waitedNanos) {
    inFlight.increment();
    sizes.record(requests);
    waits.record(Math.max(0, waitedNanos));
  }

  /** A batch was answered, or given up. */
  void ended() {
    inFlight.decrement();
  }

  /**
   * A batch is decided, and what it changes is in the journal. A hold that its owner changes is the
   * hold that it was. So granted less settled, released and expired are the open holds.
   *
   * @param before the quota as it was before the batch
   */
  void decided(QuotaState before, BatchDecision decision, Instant at) {
    int grants = 0;
    int sales = 0;
    int releases = 0;
    int lapses = 0;
    int returns = 0;
    for (QuotaChange change : decision.changes()) {
      switch (change) {
        case QuotaChange.CapacitySet _ -> {}
        case QuotaChange.UnitsHeld held when held.previously() > 0 -> {}
        case QuotaChange.UnitsHeld _ -> grants++;
        case QuotaChange.UnitsSold _ -> sales++;
        case QuotaChange.UnitsReleased end when isPast(before, end.hold(), at) -> lapses++;
        case QuotaChange.UnitsReleased _ -> releases++;
        case QuotaChange.UnitsReturned _ -> returns++;
      }
    }
    add(granted, grants);
    add(refused, decision.refused());
    add(settled, sales);
    add(released, releases);
    add(expired, lapses);
    add(returned, returns);
  }

  /** A hold that the batch itself has granted is before its deadline. */
  private static boolean isPast(QuotaState before, HoldId hold, Instant at) {
    return before instanceof QuotaState.Counting quota
        && quota.holds().find(hold).filter(open -> !at.isBefore(open.until())).isPresent();
  }

  private static void add(Telemetry.Counter counter, int count) {
    if (count > 0) counter.add(count);
  }
}
