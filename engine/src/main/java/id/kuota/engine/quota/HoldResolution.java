package id.kuota.engine.quota;

import id.kuota.engine.ClusterMessage;

/**
 * The owner's resolution of a hold whose deadline has passed, or whose node is gone.
 *
 * @param attempt the attempt that was asked about; it resolves no other
 */
public record HoldResolution(HoldId hold, long attempt, Word word) implements ClusterMessage {

  /** What the owner says. */
  public enum Word {
    /** The owner has paid: the units are sold. */
    SETTLE,
    /** The owner has ended or was never written: the units are free. */
    RELEASE,
    /** The owner has not decided yet; ask again. */
    WAIT,
    /** The owner has the units until the deadline; ask again then. Only before the deadline. */
    KEEP
  }
}
