package id.kuota.load.reconciliation;

import id.kuota.load.server.OrderAnswer;
import id.kuota.load.server.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many units orders had at the same moment, by the server's own times.
 *
 * <p>An order has its units from before it was placed until after it ended, a paid one always. So
 * the time between placing and end is the least for which they were taken: a peak above the
 * capacity is units that two had at once, however short it was.
 */
final class Occupancy {

  private record Change(Instant at, long units) {}

  private final List<Change> changes = new ArrayList<>();

  void add(OrderAnswer order, long units) {
    Instant end = order.endedAt();
    // Late money: the units were released at the deadline, and acquired anew before it was paid.
    Instant taken = order.late() && end != null ? end : order.placedAt();
    changes.add(new Change(taken, units));
    if (end != null && order.status() != OrderStatus.PAID) changes.add(new Change(end, -units));
  }

  /** Returns the most at one moment. What is given back at an instant can be taken at the same. */
  long peak() {
    changes.sort(Comparator.comparing(Change::at).thenComparingLong(Change::units));
    long now = 0;
    long most = 0;
    for (Change change : changes) {
      now += change.units();
      most = Math.max(most, now);
    }
    return most;
  }
}
