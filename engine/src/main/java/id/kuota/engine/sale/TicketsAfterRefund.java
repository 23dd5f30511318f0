package id.kuota.engine.sale;

/**
 * What becomes of the tickets of an order when all of its money has left at the gateway without the
 * order having asked for it.
 */
public enum TicketsAfterRefund {
  /** They become void and their units are sold again, as if each had been cancelled. */
  VOID,
  /** They stay as they are: the seller gives the money back and lets the buyers in. */
  KEEP
}
