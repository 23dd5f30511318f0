package id.kuota.chaos.report;

import id.kuota.chaos.fault.Fault;
import java.util.Set;

/**
 * A fault that happened. Times are nanoseconds since the run began.
 *
 * @param what was done to which node
 * @param until the next fault, or the end of the load
 * @param hit the quotas whose owners were hit, as far as could be told
 * @param takeOver what the database has about the nodes that were hit
 */
public record Injection(
    Fault fault,
    String what,
    long at,
    long healed,
    long whole,
    long until,
    Set<String> hit,
    TakeOver takeOver) {

  public Injection {
    hit = Set.copyOf(hit);
  }

  /**
   * When the last node that others fenced because of this fault had run out of its lease, and when
   * it was fenced; zero if none was. A node with a fresh lease was found at the moment of the
   * fault.
   */
  public record TakeOver(long stale, long fenced) {
    public static final TakeOver NONE = new TakeOver(0, 0);

    boolean happened() {
      return fenced > 0;
    }
  }
}
