package id.kuota.engine.ticket;

/** What an order says about one of its tickets. */
public sealed interface TicketEligibility {

  /** It is paid for. */
  record Paid(TicketOrigin origin) implements TicketEligibility {}

  /** It was paid for, and its money has left: it is void from now on. */
  record ToVoid(TicketOrigin origin, String reason) implements TicketEligibility {}

  /** The ticket does not admit. */
  record No(TicketRefusal reason) implements TicketEligibility {}
}
