package id.kuota.chaos.run;

import id.kuota.chaos.cluster.Cluster;
import id.kuota.chaos.cluster.LeaseRows;
import id.kuota.chaos.report.Injection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

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
   * Returns when the last of the nodes at these addresses that was fenced after a moment was so.
   */
  Injection.TakeOver takeOver(List<LeaseRows.Row> leases, Set<String> addresses, long after) {
    Injection.TakeOver last = Injection.TakeOver.NONE;
    for (LeaseRows.Row row : leases) {
      if (!addresses.contains(row.address()) || row.fenced().isEmpty()) continue;
      long fenced = at(row.fenced().get());
      long stale = at(row.renewed().plus(Cluster.LEASE));
      // A node that stops in order ends its own lease, before it has run out.
      if (fenced > after
          && at(row.acquired()) < after
          && fenced >= stale
          && fenced > last.fenced()) {
        last = new Injection.TakeOver(stale, fenced);
      }
    }
    return last;
  }
}
