package id.kuota.chaos.check;

/**
 * A promise that was broken.
 *
 * @param where the order's key, or the quota
 * @param detail what was promised and what is, in one sentence
 */
public record Finding(Kind kind, String where, String detail) {

  /** The promises. */
  public enum Kind {
    /** An acknowledged order is not there. */
    LOST,
    /** More units of a quota are acknowledged than it has, or its numbers do not add up. */
    OVERSOLD,
    /** One order has two different answers. */
    TWO_ANSWERS,
    /** A look is older than a write that was acknowledged before the look began. */
    STALE_LOOK,
    /** An order ended before the time until which it was to be held. */
    ENDED_EARLY,
    /** A request to place an order has no final answer after all retries. */
    UNANSWERED,
    /** The journal has an order that no client was told about. */
    PHANTOM,
    /** Two orders, one acknowledged before the other began, are in the journal the other way. */
    REORDERED
  }
}
