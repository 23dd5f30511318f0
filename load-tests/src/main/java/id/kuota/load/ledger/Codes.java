package id.kuota.load.ledger;

/** The codes of problems on which buyers branch. */
final class Codes {

  static final String IDEMPOTENCY_IN_PROGRESS = "idempotency_in_progress";
  static final String OVERLOADED = "overloaded";
  static final String HOLD_EXPIRED = "hold_expired";
  static final String ORDER_PAID = "order_paid";
  static final String ORDER_CANCELLED = "order_cancelled";

  private Codes() {}
}
