package id.kuota.engine.order;

/** Why an order says no, in order of precedence. */
public enum OrderRefusal {
  /** There is no order of this id. */
  ORDER_UNKNOWN,
  /** The same Idempotency-Key came with another content before. */
  KEY_REUSED,
  /** The first request with this key is still running. */
  IN_PROGRESS,
  /** There is no sale of this name. */
  SALE_UNKNOWN,
  /** The sale is planned, paused, or its window has not begun. */
  SALE_NOT_OPEN,
  /** The sale is closed or its window has ended. */
  SALE_ENDED,
  /** The sale has no such offer. */
  OFFER_UNKNOWN,
  /** The order costs more than any gateway, or the chosen way to pay, takes. */
  AMOUNT_TOO_HIGH,
  /** The order costs less than any gateway, or the chosen way to pay, takes; and not nothing. */
  AMOUNT_TOO_LOW,
  /** The buyer would have more units than the sale allows. */
  PURCHASE_LIMIT,
  /** All units are held by other buyers; some may come back. */
  TAKEN_FOR_NOW,
  /** There are not enough units left. */
  SOLD_OUT,
  /** The units were not paid in time. */
  HOLD_EXPIRED,
  /** The buyer has cancelled the order. */
  ORDER_CANCELLED,
  /** The order is paid. */
  ORDER_PAID,
  /** The order has no valid ticket any more, and its money is about to go back. */
  ORDER_REFUND_DUE,
  /** The order has no valid ticket any more, and its money went back. */
  ORDER_REFUNDED,
  /** The order has had as many attempts to pay as it may have. */
  TOO_MANY_PAYMENTS,
  /** The order knows no such attempt to pay. */
  PAYMENT_UNKNOWN,
  /** The order has no such ticket. */
  TICKET_UNKNOWN,
  /** The order owes no such refund. */
  REFUND_UNKNOWN,
  /** The gateway is being asked to send the money back. */
  REFUND_UNDER_WAY,
  /** The money went back already. */
  REFUND_NOT_OWED,
  /** The order is not paid, so it has no tickets to cancel. */
  ORDER_UNPAID,
  /** Too much is asked at this moment; nothing was done. */
  OVERLOADED,
  /** A quota did not answer in time; ask again with the same key. */
  UNANSWERED
}
