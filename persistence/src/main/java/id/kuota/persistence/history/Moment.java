package id.kuota.persistence.history;

import id.kuota.persistence.projection.JournalPosition;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * One thing that happened to an order.
 *
 * @param position of its event in the journal: the order of all that happened in the system
 * @param details what its text names; whole numbers, texts and times, by the name of their place
 */
public record Moment(Instant at, JournalPosition position, Code code, Map<String, Object> details) {

  public Moment {
    details = Map.copyOf(details);
  }

  /** Returns the position as people write it: transaction, colon, ordering. */
  public String place() {
    return position.transaction() + ":" + position.ordering();
  }

  /** What happened. Clients and people's notes name the codes, so they keep names and meanings. */
  public enum Code {
    ORDER_PLACED,
    /** A quota granted the units; with its numbers just before. */
    UNITS_GRANTED,
    /** The same where the quota's numbers cannot be told at a bounded cost. */
    UNITS_GRANTED_UNNUMBERED,
    /** The buyer's own limit granted them. */
    LIMIT_GRANTED,
    /** The quota's own record of it is not near that of the order. */
    GRANT_NOT_FOUND,
    PAYMENT_STARTED,
    PAYMENT_PAGE_OPENED,
    PAYMENT_FAILED,
    PAYMENTS_LEFT_OPEN,
    PAYMENT_IN_REVIEW,
    PAYMENT_TAKEN_BACK,
    PAYMENT_FEE_NOTED,
    MONEY_RETURNED,
    CHARGED_BACK,
    REVENUE_LOST,
    TICKETS_JUDGED,
    ORDER_PAID,
    ORDER_FREE,
    ORDER_CANCELLED,
    ORDER_EXPIRED,
    HOLDS_ENDED,
    MONEY_CAME_LATE,
    ORDER_PAID_LATE,
    REFUND_OWED,
    REFUND_DONE,
    REFUND_REFUSED,
    REFUND_ASKED_AGAIN,
    GATEWAY_ASKED_IN_VAIN,
    TICKET_CANCELLED,
    UNITS_RETURNED,
    TICKET_ISSUED,
    CHECKED_IN,
    CHECKED_IN_BY_FORCE,
    CHECKED_OUT,
    PASSAGE_ANNULLED,
    CONFLICT_FOUND,
    TICKET_REISSUED,
    TICKET_VOIDED;

    /** Returns the code as it is stored in notes and answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
