package id.kuota.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each event of a ticket does to the tables of the gates. */
final class GateChangesTest {

  private static final Instant AT = Instant.parse("2026-11-21T12:02:11Z");
  private static final TicketId TICKET = TicketId.of("ord_1", 1);
  private static final TicketOrigin ORIGIN =
      new TicketOrigin("ord_1", new SaleId("concert"), new OfferId("cat1"));
  private static final Scan SCAN =
      new Scan("n1", new GateId("concert.north"), "device", "main", AT);
  private static final GateChanges.GateMinute MINUTE =
      new GateChanges.GateMinute(
          "concert", "concert.north", "main", Instant.parse("2026-11-21T12:02:00Z"));
  private static final GateChanges.Code CODE = new GateChanges.Code("concert", TICKET.value());

  private final GateChanges changes = new GateChanges();
  private long sequence;

  @Test
  void passagesAreCountedAtTheirGateAndMinute() {
    apply(new TicketEvent.TicketIssued(TICKET, ORIGIN, AT), in(SCAN), in(SCAN), out());
    var later = new Scan("n2", SCAN.gate(), "device", "lounge", AT.plusSeconds(60));
    apply(in(later));
    assertThat(changes.minutes())
        .isEqualTo(
            Map.of(
                MINUTE,
                new GateChanges.Delta(2, 1, 0),
                new GateChanges.GateMinute(
                    "concert", "concert.north", "lounge", MINUTE.minute().plusSeconds(60)),
                GateChanges.Delta.IN));
    assertThat(changes.voids()).isEmpty();
  }

  @Test
  void whatWasTakenBackIsNotCounted() {
    apply(
        in(SCAN),
        new TicketEvent.PassageAnnulled(
            ORIGIN, SCAN, GatePassage.Direction.IN, AT.plusSeconds(300)));
    apply(
        out(),
        new TicketEvent.PassageAnnulled(
            ORIGIN, SCAN, GatePassage.Direction.OUT, AT.plusSeconds(300)));
    assertThat(changes.minutes()).isEqualTo(Map.of(MINUTE, new GateChanges.Delta(0, 0, 0)));
  }

  @Test
  void aConflictIsCountedWhereItHappened() {
    var earlier = new Scan("n0", new GateId("concert.south"), "other", "main", AT);
    apply(new TicketEvent.ConflictFound(ORIGIN, earlier, SCAN, TicketRefusal.ALREADY_REDEEMED, AT));
    assertThat(changes.minutes()).isEqualTo(Map.of(MINUTE, GateChanges.Delta.CONFLICT));
  }

  @Test
  void codesThatWereReplacedAreVoidAndSoAreAllOfAVoidTicket() {
    apply(
        new TicketEvent.TicketReissued(ORIGIN, 2, "ani", AT),
        new TicketEvent.TicketReissued(ORIGIN, 3, "ani", AT));
    assertThat(changes.voids().get(CODE)).returns(3L, GateChanges.VoidBelow::below);
    apply(new TicketEvent.TicketVoided(ORIGIN, "refunded", "operator", AT));
    assertThat(changes.voids().get(CODE)).returns(GateChanges.ALL, GateChanges.VoidBelow::below);
    assertThat(changes.voids()).hasSize(1);
  }

  @Test
  void ticketsAreCountedByOfferUntilTheyAreVoid() {
    changes.issued(TICKET, ORIGIN);
    changes.issued(TicketId.of("ord_1", 2), ORIGIN);
    apply(new TicketEvent.TicketReissued(ORIGIN, 2, "ani", AT));
    assertThat(changes.tickets()).isEqualTo(Map.of(new GateChanges.Offer("concert", "cat1"), 2L));
    apply(new TicketEvent.TicketVoided(ORIGIN, "refunded", "operator", AT));
    assertThat(changes.tickets()).isEqualTo(Map.of(new GateChanges.Offer("concert", "cat1"), 1L));
  }

  private void apply(TicketEvent... events) {
    for (TicketEvent event : events) {
      changes.apply("Ticket|" + TICKET, ++sequence, event);
    }
  }

  private static TicketEvent.TicketCheckedIn in(Scan scan) {
    return new TicketEvent.TicketCheckedIn(ORIGIN, scan, GatePassage.Mode.ONLINE, "", AT);
  }

  private static TicketEvent.TicketCheckedOut out() {
    return new TicketEvent.TicketCheckedOut(ORIGIN, SCAN, GatePassage.Mode.ONLINE, AT);
  }
}
