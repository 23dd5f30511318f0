package id.kuota.persistence.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a projection does.
 *
 * @param applied rows of the journal that it has applied since it began, or was rebuilt
 * @param rowsBehind rows that wait, counted up to {@link #ROWS_BEHIND_MAX}
 * @param failure what is wrong, when it is retrying or has failed
 * @param running the node that has applied the last batch; empty before the first one
 */
public record ProjectionStatus(
    String name,
    JournalPosition position,
    long applied,
    long rowsBehind,
    Duration lag,
    State state,
    Optional<String> failure,
    Optional<Running> running) {

  /**
   * A node that applies a projection.
   *
   * @param since when it took over, by the clock of the database
   */
  public record Running(String node, Instant since) {}

  /** Where counting ends: a larger lag need not be known exactly. */
  public static final long ROWS_BEHIND_MAX = 1_000_000;

  /** What a projection is doing. */
  public enum State {
    /** Nothing waits. */
    UP_TO_DATE,
    /** Rows wait to be applied. */
    CATCHING_UP,
    /** The database refuses; it is tried again. */
    RETRYING,
    /** It met an event that it cannot apply, and stands. */
    FAILED
  }
}
