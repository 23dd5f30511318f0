package id.kuota.engine.ticket;

import id.kuota.engine.ClusterMessage;
import id.kuota.engine.sale.EntryList;

/** What can be asked of a ticket. */
public sealed interface TicketCommand extends ClusterMessage {

  /**
   * Admits a person.
   *
   * @param generation of the code that was shown
   * @param list what the sale says of the list that is scanned for
   * @param reason why a supervisor forces it; empty if it is not forced
   */
  record CheckIn(Scan scan, int generation, EntryList list, GatePassage.Mode mode, String reason)
      implements TicketCommand {}

  /** A person leaves. Never refused for a known ticket: no person is locked in. */
  record CheckOut(Scan scan, GatePassage.Mode mode) implements TicketCommand {}

  /** The device takes back what it has just let pass: the door did not open. */
  record AnnulPassage(String nonce, String device) implements TicketCommand {}

  /**
   * Gives the ticket a new code, for another holder or because the old one got around.
   *
   * @param generation what is replaced: a retry changes nothing more
   */
  record ReissueTicket(int generation, String by) implements TicketCommand {}

  /** Voids the ticket: it no longer admits. */
  record VoidTicket(String reason, String by) implements TicketCommand {}
}
