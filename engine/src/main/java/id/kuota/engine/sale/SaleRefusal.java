package id.kuota.engine.sale;

/** Why a sale says no, in order of precedence. */
public enum SaleRefusal {
  /** There is no sale of this name. */
  SALE_UNKNOWN,
  /** The sale was closed for good, or its event was cancelled. */
  SALE_CLOSED,
  /** The sale exists; to replace its terms, say which revision you saw. */
  REVISION_REQUIRED,
  /** The sale has changed since the revision that you saw. */
  REVISION_STALE,
  /** A quota keeps its capacity here; change it at the quota, with a reason. */
  QUOTA_CAPACITY_DIFFERS,
  /** A quota cannot leave the terms once it has been opened. */
  QUOTA_REMOVED,
  /** The currency of a sale is fixed with its first terms. */
  CURRENCY_DIFFERS,
  /** A sale that is not open cannot be paused. */
  SALE_NOT_OPEN,
  /** A list names an offer that the sale does not have. */
  LIST_OFFER_UNKNOWN
}
