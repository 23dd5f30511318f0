package id.kuota.load.report;

import id.kuota.load.ledger.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that is worth keeping of a run; written as JSON beside Gatling's report.
 *
 * @param rate ordinary buyers a second that were sent
 * @param turnedAway buyers that were not even sent, since too many were still busy
 * @param oddities answers that no buyer should see, and silence, by how often
 * @param samples the body of the first of each kind of oddity
 * @param settledSeconds from the last buyer until nothing was held any more
 * @param reportCompared whether the server's own report had counted everything and was compared
 * @param missedGoals in words
 * @param gatling the first page of Gatling's report
 */
public record Summary(
    String run,
    String url,
    Instant started,
    long seed,
    double rate,
    int payingPercent,
    long rampSeconds,
    long fullRateSeconds,
    long turnedAway,
    Outcome orders,
    double heldPerSecond,
    Meter.Percentiles postOrdersAtFullRate,
    Meter.Percentiles postOrdersWholeRun,
    Map<String, Long> oddities,
    Map<String, String> samples,
    double settledSeconds,
    boolean reportCompared,
    List<Violation> violations,
    List<String> missedGoals,
    String gatling) {

  /** Returns whether the run counts as passed. */
  public boolean passed() {
    return violations.isEmpty() && missedGoals.isEmpty();
  }
}
