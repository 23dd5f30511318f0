package id.kuota.engine.ticket;

import id.kuota.engine.ticket.TicketEvent.TicketIssued;
import id.kuota.engine.ticket.TicketEvent.TicketVoided;
import java.util.List;

/** Where a ticket stands. */
public sealed interface TicketState {

  /** The journal does not know the ticket: it was never used. */
  record Absent() implements TicketState {
    Valid issued(TicketIssued event) {
      return new Valid(new Booklet(event.ticket(), event.origin(), 1, List.of(), List.of()));
    }
  }

  /** The journal knows the ticket. */
  sealed interface Issued extends TicketState {
    Booklet booklet();

    Issued with(Booklet other);
  }

  /** It admits, by the rules of the list. */
  sealed interface Living extends Issued {

    /** Where the ticket stands by what is in the booklet. */
    static Living of(Booklet booklet) {
      if (booklet.isInside()) return new CheckedIn(booklet);
      return booklet.wasAdmitted() ? new CheckedOut(booklet) : new Valid(booklet);
    }

    @Override
    default Living with(Booklet other) {
      return of(other);
    }

    default Voided voided(TicketVoided event) {
      return new Voided(booklet(), event.reason());
    }
  }

  /** It has not admitted yet. */
  record Valid(Booklet booklet) implements Living {}

  /** Its holder is inside. */
  record CheckedIn(Booklet booklet) implements Living {}

  /** Its holder was inside and has left. */
  record CheckedOut(Booklet booklet) implements Living {}

  /** It no longer admits. */
  record Voided(Booklet booklet, String reason) implements Issued {
    @Override
    public Voided with(Booklet other) {
      return new Voided(other, reason);
    }
  }
}
