package id.kuota.engine.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The deadlines of a quota's holds, earliest first. Not part of the state: it is filled again from
 * the open holds at recovery. Entries of holds that have ended are dropped when they come up, so an
 * ending costs nothing here. Not thread-safe; lives in the quota's actor.
 */
final class Deadlines {

  private record Deadline(Instant until, HoldId hold) implements Comparable<Deadline> {
    @Override
    public int compareTo(Deadline other) {
      return until.compareTo(other.until);
    }
  }

  private PriorityQueue<Deadline> queue = new PriorityQueue<>();

  /**
   * Begins anew with these holds: put in order together, which is less than one after the other.
   */
  void fill(OpenHolds holds) {
    var all = new ArrayList<Deadline>(holds.size());
    holds.forEach(hold -> all.add(new Deadline(hold.until(), hold.id())));
    queue = new PriorityQueue<>(all);
  }

  void add(HoldId hold, Instant until) {
    queue.add(new Deadline(until, hold));
  }

  /** Returns the earliest deadline of a hold that is still open. */
  Optional<Instant> next(OpenHolds holds) {
    Deadline first = queue.peek();
    while (first != null && isPast(first, holds)) {
      queue.remove();
      first = queue.peek();
    }
    return Optional.ofNullable(first).map(Deadline::until);
  }

  /** Takes out the earliest open hold if its deadline is before {@code limit}. */
  Optional<OpenHolds.OpenHold> takeBefore(Instant limit, OpenHolds holds) {
    if (next(holds).filter(until -> until.isBefore(limit)).isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(queue.poll()).flatMap(deadline -> holds.find(deadline.hold()));
  }

  /** Returns whether the entry's hold has ended, or was replaced by one with another deadline. */
  private static boolean isPast(Deadline deadline, OpenHolds holds) {
    return holds
        .find(deadline.hold())
        .filter(open -> open.until().equals(deadline.until()))
        .isEmpty();
  }
}
