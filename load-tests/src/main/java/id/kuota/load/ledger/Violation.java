package id.kuota.load.ledger;

/**
 * The server broke its word.
 *
 * @param where the order's key, the quota or the buyer
 * @param detail what was expected and what is, in one sentence
 */
public record Violation(Kind kind, String where, String detail) {

  /** The promises that are checked. */
  public enum Kind {
    /** An order that a buyer got an answer about does not exist. */
    ORDER_MISSING,
    /** An order has other lines, sums or names than was asked for or told. */
    CONTENT_DIFFERS,
    /** An order is in a state that contradicts what was asked or told. */
    STATE_NOT_ALLOWED,
    /** An order expired before the time until which it was to be held. */
    EXPIRED_TOO_EARLY,
    /** Money was taken for an order that is neither paid nor owes a refund. */
    PAYMENT_LOST,
    /** A paid order has not one ticket for each unit, or an unpaid one has tickets. */
    TICKETS_DIFFER,
    /** One ticket belongs to two units. */
    TICKET_TWICE,
    /** Two answers to one key named two orders. */
    TWO_ORDERS_FOR_ONE_KEY,
    /** Two keys were answered with one order. */
    ONE_ORDER_FOR_TWO_KEYS,
    /** A repeated request was answered otherwise than the first, or without the mark. */
    REPLAY_DIFFERS,
    /** Capacity is not available + held + sold, or not what was set. */
    QUOTA_DOES_NOT_ADD_UP,
    /** A quota sold more or less than the paid orders have. */
    SOLD_DIFFERS,
    /** At some moment orders had more units of a quota than it has. */
    OVERSOLD,
    /** Units are still held though every deadline has passed. */
    HOLD_NEVER_ENDED,
    /** A buyer had more units at one moment than the sale allows. */
    BUYER_OVER_LIMIT,
    /** The report counts otherwise than the quotas, though it says that it is up to date. */
    REPORT_DIFFERS,
    /** The outcome of a request could not be found out. */
    OUTCOME_UNKNOWN
  }
}
