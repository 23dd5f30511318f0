package id.kuota.http.edge.ticket;

import id.kuota.engine.ticket.HumanCode;

/** What a scanned text is. */
public sealed interface CodeReading {

  /** The code of a ticket; a key of this server has signed it. */
  record Signed(ShownTicket ticket) implements CodeReading {}

  /** Eight letters, which prove nothing. */
  record Letters(HumanCode code) implements CodeReading {}

  /** Codes of several tickets, one behind the other. */
  record Several() implements CodeReading {}

  /** A code as another keyboard layout types it, with signs lost: neither true nor forged. */
  record WrongKeyboard() implements CodeReading {}

  /** Nothing of this server. */
  record NotOurs() implements CodeReading {}
}
