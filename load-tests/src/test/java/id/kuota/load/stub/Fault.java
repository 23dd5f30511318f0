package id.kuota.load.stub;

import id.kuota.load.ledger.Violation;

/** What can be wrong with a server, and what it must be found as. */
public enum Fault {
  LOSES_PAID_ORDERS(Violation.Kind.ORDER_MISSING),
  CHARGES_ONE_RUPIAH_MORE(Violation.Kind.CONTENT_DIFFERS),
  GIVES_AWAY_WHAT_NOBODY_PAID(Violation.Kind.STATE_NOT_ALLOWED),
  LETS_HOLDS_EXPIRE_EARLY(Violation.Kind.EXPIRED_TOO_EARLY),
  FORGETS_PAYMENTS(Violation.Kind.PAYMENT_LOST),
  ISSUES_A_TICKET_TOO_FEW(Violation.Kind.TICKETS_DIFFER),
  ISSUES_THE_SAME_TICKETS(Violation.Kind.TICKET_TWICE),
  PLACES_REPEATS_AGAIN(Violation.Kind.TWO_ORDERS_FOR_ONE_KEY),
  GIVES_ONE_ORDER_TO_ALL(Violation.Kind.ONE_ORDER_FOR_TWO_KEYS),
  REPEATS_IN_OTHER_WORDS(Violation.Kind.REPLAY_DIFFERS),
  DOES_NOT_MARK_REPEATS(Violation.Kind.REPLAY_DIFFERS),
  LOSES_A_UNIT(Violation.Kind.QUOTA_DOES_NOT_ADD_UP),
  COUNTS_SOLD_UNITS_TWICE(Violation.Kind.SOLD_DIFFERS),
  SELLS_WHAT_IS_NOT_THERE(Violation.Kind.OVERSOLD),
  NEVER_RELEASES(Violation.Kind.HOLD_NEVER_ENDED),
  IGNORES_THE_LIMIT(Violation.Kind.BUYER_OVER_LIMIT),
  MISCOUNTS_IN_THE_REPORT(Violation.Kind.REPORT_DIFFERS),
  NEVER_KNOWS_THE_OUTCOME(Violation.Kind.OUTCOME_UNKNOWN);

  private final Violation.Kind found;

  Fault(Violation.Kind found) {
    this.found = found;
  }

  /** What the reconciliation must call it. */
  public Violation.Kind found() {
    return found;
  }
}
