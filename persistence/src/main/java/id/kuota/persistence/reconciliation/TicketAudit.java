package id.kuota.persistence.reconciliation;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.PeopleInside;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketClaim;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.persistence.projection.JournalPosition;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The audit of one ticket: it was issued first, never twice, and never admitted once void. What has
 * reached the read model is counted for the gates.
 */
final class TicketAudit implements StreamAudit {

  private final String id;
  private final AuditTotals ledger;
  private final Findings findings;
  private final Set<String> nonces = new HashSet<>();
  private boolean isVoid;
  private @Nullable SaleId sale;
  private long voidBelow;

  /** Passages that were not taken back, by nonce; a map keeps their order. */
  private final Map<String, Passed> passages = new LinkedHashMap<>();

  private record Passed(Scan scan, Instant at, GatePassage.Direction direction, boolean conflict) {
    PeopleInside.Step step() {
      return new PeopleInside.Step(
          GatePassage.passedAt(scan, at), direction, scan.gate(), conflict);
    }
  }

  TicketAudit(String id, AuditTotals ledger, Findings findings) {
    this.id = id;
    this.ledger = ledger;
    this.findings = findings;
  }

  @Override
  public boolean apply(JournalEvent event, long sequenceNumber, JournalPosition position) {
    if (!(event instanceof TicketEvent ticketEvent)) return false;
    if (ledger.isCounted(position)) count(ticketEvent);
    boolean isFirst = sequenceNumber == 1;
    return switch (ticketEvent) {
      case TicketEvent.TicketIssued issued -> isFirst && issued.ticket().value().equals(id);
      case TicketEvent.TicketCheckedIn in -> {
        if (isVoid && in.mode() != GatePassage.Mode.OFFLINE)
          letIn(in.scan().nonce(), "although it was void");
        if (!nonces.add(in.scan().nonce())) letIn(in.scan().nonce(), "twice for one scan");
        yield !isFirst;
      }
      case TicketEvent.TicketVoided voided -> {
        isVoid = true;
        yield !isFirst;
      }
      case TicketEvent.TicketCheckedOut out -> !isFirst;
      case TicketEvent.PassageAnnulled annulled -> !isFirst;
      case TicketEvent.ConflictFound conflict -> !isFirst;
      case TicketEvent.TicketReissued reissued -> !isFirst;
    };
  }

  private void count(TicketEvent event) {
    GateLedger gates = ledger.gates();
    switch (event) {
      case TicketEvent.TicketIssued issued -> sale = issued.origin().sale();
      case TicketEvent.TicketCheckedIn in -> {
        gates.pass(in.scan(), GateTally.IN);
        passages.put(
            in.scan().nonce(), new Passed(in.scan(), in.at(), GatePassage.Direction.IN, false));
      }
      case TicketEvent.TicketCheckedOut out -> {
        gates.pass(out.scan(), GateTally.OUT);
        passages.put(
            out.scan().nonce(), new Passed(out.scan(), out.at(), GatePassage.Direction.OUT, false));
      }
      case TicketEvent.PassageAnnulled annulled -> {
        gates.pass(
            annulled.scan(),
            switch (annulled.direction()) {
              case IN -> GateTally.IN.back();
              case OUT -> GateTally.OUT.back();
            });
        passages.remove(annulled.scan().nonce());
      }
      case TicketEvent.ConflictFound found -> {
        gates.pass(found.later(), GateTally.CONFLICT);
        passages.computeIfPresent(
            found.later().nonce(),
            (nonce, passed) -> new Passed(passed.scan(), passed.at(), passed.direction(), true));
      }
      case TicketEvent.TicketReissued reissued ->
          voidBelow = Math.max(voidBelow, reissued.generation());
      case TicketEvent.TicketVoided voided -> {
        voidBelow = TicketClaim.GENERATION_MAX + 1L;
        gates.tickets(voided.origin().sale(), voided.origin().offer(), -1);
      }
    }
  }

  private void letIn(String nonce, String how) {
    findings.differs(
        Difference.Kind.IMPOSSIBLE_EVENT,
        "ticket " + id,
        "admitted a person %s (scan %s)".formatted(how, nonce));
  }

  @Override
  public void end() {
    if (sale != null && voidBelow > 0) ledger.gates().toVoid(sale, voidBelow);
    Map<String, List<PeopleInside.Step>> lists =
        passages.values().stream()
            .collect(
                Collectors.groupingBy(
                    passed -> passed.scan().list(),
                    Collectors.mapping(Passed::step, Collectors.toList())));
    lists.forEach(
        (list, steps) ->
            PeopleInside.after(steps).gates().forEach(gate -> ledger.gates().inside(gate, list)));
  }
}
