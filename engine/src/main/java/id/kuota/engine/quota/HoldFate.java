package id.kuota.engine.quota;

import id.kuota.engine.Portable;

/** The owner's word on a hold whose deadline has passed. */
public record HoldFate(HoldId hold, Word word) implements Portable {

  /** What the owner says. */
  public enum Word {
    /** The owner has paid: the units are sold. */
    SETTLE,
    /** The owner has ended or was never written: the units are free. */
    RELEASE,
    /** The owner has not decided yet; ask again. */
    WAIT
  }
}
