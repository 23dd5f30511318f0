package id.kuota.engine.quota;

/**
 * What a quota asks the owner of a hold.
 *
 * @param attempt the attempt that holds; the answer is about no other
 */
public record HoldQuestion(HoldId hold, long attempt, QuotaId quota, Occasion occasion) {

  /** Why the quota asks. */
  public enum Occasion {
    /** The deadline of the hold has passed. */
    DEADLINE,
    /** The node that placed the hold is gone, and the deadline has not passed. */
    NODE_GONE
  }

  /** Returns the answer. */
  public HoldResolution answered(HoldResolution.Word word) {
    return new HoldResolution(hold, attempt, word);
  }
}
