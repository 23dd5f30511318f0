package id.kuota.persistence.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.persistence.projection.JournalPosition;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TicketAuditTest {

  private static final Instant AT = Instant.parse("2026-11-21T03:00:00Z");
  private static final TicketId TICKET = TicketId.of("ord_1", 1);
  private static final TicketOrigin ORIGIN =
      new TicketOrigin("ord_1", new SaleId("java-jazz"), new OfferId("cat1"));
  private static final TicketEvent.TicketIssued ISSUED =
      new TicketEvent.TicketIssued(TICKET, ORIGIN, AT);
  private static final TicketEvent.TicketVoided VOIDED =
      new TicketEvent.TicketVoided(ORIGIN, "refunded", "operator", AT);

  private final Findings findings = new Findings();
  private final AuditTotals ledger = new AuditTotals(new JournalPosition(1, 5));
  private final TicketAudit audit = new TicketAudit(TICKET.value(), ledger, findings);

  @Test
  void aTicketThatWasIssuedAndUsedIsAsItShouldBe() {
    assertThat(
            applies(
                ISSUED,
                in("n1", GatePassage.Mode.ONLINE),
                in("n2", GatePassage.Mode.FORCED),
                VOIDED))
        .isTrue();
    assertThat(findings.differences().total()).isZero();
  }

  @Test
  void aTicketIsIssuedFirstAndUnderItsOwnId() {
    assertThat(applies(in("n1", GatePassage.Mode.ONLINE))).isFalse();
    assertThat(applies(ISSUED, ISSUED)).isFalse();
    assertThat(applies(new TicketEvent.TicketIssued(TicketId.of("ord_1", 2), ORIGIN, AT)))
        .isFalse();
  }

  @Test
  void oneScanLetsOneIn() {
    assertThat(
            applies(ISSUED, in("n1", GatePassage.Mode.ONLINE), in("n1", GatePassage.Mode.ONLINE)))
        .isTrue();
    assertThat(findings.differences().kept())
        .singleElement()
        .extracting(Difference::detail)
        .isEqualTo("admitted a person twice for one scan (scan n1)");
  }

  @Test
  void aVoidTicketAdmitsOnlyOfflineScans() {
    assertThat(applies(ISSUED, VOIDED, in("n1", GatePassage.Mode.OFFLINE))).isTrue();
    assertThat(findings.differences().total()).isZero();
    audit.apply(in("n2", GatePassage.Mode.ONLINE), 4, new JournalPosition(1, 4));
    assertThat(findings.differences().total()).isEqualTo(1);
  }

  @Test
  void theGatesAreCountedAsFarAsTheReadModelHasCome() {
    var reissued = new TicketEvent.TicketReissued(ORIGIN, 2, "ani", AT);
    TicketEvent.TicketCheckedIn first = in("n1", GatePassage.Mode.ONLINE);
    var annulled =
        new TicketEvent.PassageAnnulled(ORIGIN, first.scan(), GatePassage.Direction.IN, AT);
    TicketEvent.TicketCheckedIn second = in("n2", GatePassage.Mode.ONLINE);
    var late = in("n3", GatePassage.Mode.ONLINE);
    assertThat(applies(ISSUED, first, annulled, second, reissued, late, VOIDED)).isTrue();
    audit.end();
    Map<String, GateTally> counted = Map.of("java-jazz.north, list main", new GateTally(1, 0, 0));
    ledger.gates().compare(counted, Map.of("java-jazz", new VoidTally(1, 2)), findings);
    assertThat(findings.differences().total()).isZero();

    ledger.gates().compare(Map.of(), Map.of(), findings);
    assertThat(findings.differences().kept())
        .extracting(Difference::subject)
        .containsExactly("gate java-jazz.north, list main", "void codes of java-jazz");
  }

  @Test
  void aTicketThatIsVoidIsNoneOfItsOffer() {
    ledger.gates().tickets(ORIGIN.sale(), ORIGIN.offer(), 2);
    assertThat(applies(ISSUED, VOIDED)).isTrue();
    ledger.gates().compareTickets(Map.of("java-jazz, offer cat1", 1L), findings);
    assertThat(findings.differences().total()).isZero();

    ledger.gates().compareTickets(Map.of("java-jazz, offer cat2", 1L), findings);
    assertThat(findings.differences().kept())
        .extracting(Difference::detail)
        .containsExactly("counted as 0, 1 by the journal", "counted as 1, 0 by the journal");
  }

  private boolean applies(TicketEvent... events) {
    boolean all = true;
    for (int i = 0; i < events.length; i++) {
      all &= audit.apply(events[i], i + 1, new JournalPosition(1, i + 1));
    }
    return all;
  }

  private static TicketEvent.TicketCheckedIn in(String nonce, GatePassage.Mode mode) {
    var scan = new Scan(nonce, new GateId("java-jazz.north"), "device", "main", AT);
    return new TicketEvent.TicketCheckedIn(ORIGIN, scan, mode, "", AT);
  }
}
