package id.kuota.engine.ticket;

import java.util.List;

/** Where a ticket stands. */
public sealed interface TicketState {

  /** The journal does not know the ticket: it was never used. */
  record Absent() implements TicketState {
    Valid issued(TicketEvent.TicketIssued event) {
      return new Valid(new TicketRecord(event.ticket(), event.origin(), 1, List.of(), List.of()));
    }
  }

  /** The journal knows the ticket. */
  sealed interface Issued extends TicketState {
    TicketRecord record();

    Issued with(TicketRecord other);
  }

  /** It admits, by the rules of the list. */
  sealed interface Living extends Issued {

    /** Returns the state of a ticket with this record. */
    static Living of(TicketRecord record) {
      if (record.isInside()) return new CheckedIn(record);
      return record.wasAdmitted() ? new CheckedOut(record) : new Valid(record);
    }

    @Override
    default Living with(TicketRecord other) {
      return of(other);
    }

    default Voided voided(TicketEvent.TicketVoided event) {
      return new Voided(record(), event.reason());
    }
  }

  /** It has not admitted yet. */
  record Valid(TicketRecord record) implements Living {}

  /** Its holder is inside. */
  record CheckedIn(TicketRecord record) implements Living {}

  /** Its holder was inside and has left. */
  record CheckedOut(TicketRecord record) implements Living {}

  /** It no longer admits. */
  record Voided(TicketRecord record, String reason) implements Issued {
    @Override
    public Voided with(TicketRecord other) {
      return new Voided(other, reason);
    }
  }
}
