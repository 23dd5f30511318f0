package id.kuota.load.buyer;

/** What a buyer does once units are held. */
public enum Journey {
  /** Pays by the method that approves itself, and looks until the order is paid. */
  PAYS_AT_ONCE,
  /** Starts a payment, approves it at the gateway, looks until the order is paid. */
  PAYS_AT_GATEWAY,
  /** Approves the payment at about the moment when the hold ends. */
  PAYS_AT_THE_LAST_MOMENT,
  /** The bank says no; the buyer gives up. */
  IS_DENIED,
  /** Cancels. */
  CANCELS,
  /** Goes away, and the hold ends by itself. */
  ABANDONS,
  /** Orders once more, which is more than a buyer may have. */
  WANTS_TOO_MANY
}
