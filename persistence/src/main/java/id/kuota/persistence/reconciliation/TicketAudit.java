package id.kuota.persistence.reconciliation;

import id.kuota.engine.Portable;
import id.kuota.engine.ticket.Passage.Mode;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketEvent.ConflictFound;
import id.kuota.engine.ticket.TicketEvent.PassageAnnulled;
import id.kuota.engine.ticket.TicketEvent.TicketCheckedIn;
import id.kuota.engine.ticket.TicketEvent.TicketCheckedOut;
import id.kuota.engine.ticket.TicketEvent.TicketIssued;
import id.kuota.engine.ticket.TicketEvent.TicketReissued;
import id.kuota.engine.ticket.TicketEvent.TicketVoided;
import id.kuota.persistence.projection.JournalPosition;
import java.util.HashSet;
import java.util.Set;

/** One ticket: it was issued first, never twice, and let nobody in once it was void. */
final class TicketAudit implements StreamAudit {

  private final String id;
  private final Findings findings;
  private final Set<String> nonces = new HashSet<>();
  private boolean isVoid;

  TicketAudit(String id, Findings findings) {
    this.id = id;
    this.findings = findings;
  }

  @Override
  public boolean apply(Portable event, long sequenceNumber, JournalPosition position) {
    if (!(event instanceof TicketEvent ticketEvent)) return false;
    boolean isFirst = sequenceNumber == 1;
    return switch (ticketEvent) {
      case TicketIssued issued -> isFirst && issued.ticket().value().equals(id);
      case TicketCheckedIn in -> {
        if (isVoid && in.mode() != Mode.OFFLINE) letIn(in.scan().nonce(), "although it was void");
        if (!nonces.add(in.scan().nonce())) letIn(in.scan().nonce(), "twice for one scan");
        yield !isFirst;
      }
      case TicketVoided voided -> {
        isVoid = true;
        yield !isFirst;
      }
      case TicketCheckedOut out -> !isFirst;
      case PassageAnnulled annulled -> !isFirst;
      case ConflictFound conflict -> !isFirst;
      case TicketReissued reissued -> !isFirst;
    };
  }

  private void letIn(String nonce, String how) {
    findings.differs(
        Difference.Kind.IMPOSSIBLE_EVENT,
        "ticket " + id,
        "let somebody in %s (scan %s)".formatted(how, nonce));
  }

  @Override
  public void end() {}
}
