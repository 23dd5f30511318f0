package id.kuota.persistence.reconciliation;

/**
 * Two things that should agree and do not.
 *
 * @param subject what it is about: {@code quota concert.floor}
 * @param detail what was found and what was expected
 */
public record Difference(Kind kind, String subject, String detail) {

  /** What disagrees. */
  public enum Kind {
    /** A stream's sequence numbers are not 1, 2, 3 and so on. */
    GAP_IN_STREAM,
    /** An event of a kind, or with a content, that this release cannot read. */
    UNREADABLE_EVENT,
    /** An event that cannot follow those before it. */
    IMPOSSIBLE_EVENT,
    /** Units were held that were not there. */
    OVERSOLD,
    /** A held order without its hold, or with another quantity. */
    HOLD_DIFFERS,
    /** A hold whose order does not exist, or has ended and reported its holds ended. */
    HOLD_WITHOUT_ORDER,
    /** A hold of an ended order that is long past its deadline. */
    HOLD_OVERDUE,
    /** What the quota has sold is not what paid orders have bought. */
    SOLD_DIFFERS,
    /** A paid order without a ticket for each unit. */
    TICKETS_DIFFER,
    /** The read model does not have the numbers of the journal. */
    READ_MODEL_DIFFERS,
    /** The running entity does not have the numbers of the journal. */
    ENTITY_DIFFERS
  }

  @Override
  public String toString() {
    return "%s %s: %s".formatted(kind, subject, detail);
  }
}
