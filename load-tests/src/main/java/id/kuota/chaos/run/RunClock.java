package id.kuota.chaos.run;

import id.kuota.chaos.cluster.Cluster;
import id.kuota.chaos.cluster.LeaseRows;
import id.kuota.chaos.report.Injection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Nanoseconds since the run began, also of moments that the database, on this machine, names. */
final class RunClock {

  private final long began = System.nanoTime();
  private final Instant start = Instant.now();

  long now() {
    return System.nanoTime() - began;
  }

  private long at(Instant moment) {
    return Duration.between(start, moment).toNanos();
  }

  /**
   * Returns when the last node that others fenced after a moment was so. One whose lease was fresh,
   * since it was cut off from its peers alone, had not run out of it.
   */
  Injection.TakeOver takeOver(List<LeaseRows.Row> leases, long after) {
    Injection.TakeOver last = Injection.TakeOver.NONE;
    for (LeaseRows.Row row : leases) {
      if (row.fenced().isEmpty() || row.fencedBy().equals(row.address())) continue;
      long fenced = at(row.fenced().get());
      long stale = at(row.renewed().plus(Cluster.LEASE));
      if (fenced > after && at(row.acquired()) < after && fenced > last.fenced()) {
        last = new Injection.TakeOver(stale <= fenced ? stale : after, fenced);
      }
    }
    return last;
  }
}
