package id.kuota.persistence.lease;

import java.time.Instant;
import java.util.Optional;

/**
 * One start of a node, as the database remembers it.
 *
 * @param lease as it is now, or was when it ended
 * @param since when it was taken, by the clock of the database
 * @param end how it ended; empty while it is not fenced
 */
public record LeaseRecord(NodeLease lease, Instant since, Optional<Fencing> end) {

  /** Where a start of a node stands. */
  public enum State {
    /** Renewed in time. */
    LIVE,
    /** Not renewed in time, and not fenced: the node is away, or the database was. */
    LATE,
    /** Stopped, or fenced by another node. */
    ENDED
  }

  /** Returns the state, by the validity that the nodes have. */
  public State state(LeaseTimes times) {
    if (end.isPresent()) return State.ENDED;
    return lease.isLive(times) ? State.LIVE : State.LATE;
  }
}
