package id.kuota.engine.ticket;

/** Why a ticket says no, in order of precedence. */
public enum TicketRefusal {
  /** The order knows no such ticket. */
  INVALID,
  /** The order is not paid. */
  UNPAID,
  /** The order was cancelled, has expired or was refunded. */
  CANCELED,
  /** The scan was named like another one. */
  NONCE_REUSED,
  /** The device has taken this scan back. */
  ANNULLED,
  /** The code was replaced by a later one, or the ticket is void. */
  REVOKED,
  /** The list does not admit the offer of the ticket. */
  PRODUCT,
  /** The ticket was admitted already, and the list has it once. */
  ALREADY_REDEEMED,
  /** There is no passage of this nonce by this device. */
  PASSAGE_UNKNOWN,
  /** A passage can be taken back for a quarter of an hour. */
  TOO_LATE,
  /** The ticket is not at the generation that was named. */
  GENERATION_STALE,
  /** Too many wait for this ticket. */
  OVERLOADED,
  /** The order did not answer in time; nothing is known. */
  UNANSWERED
}
