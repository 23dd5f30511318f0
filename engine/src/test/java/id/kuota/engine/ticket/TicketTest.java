package id.kuota.engine.ticket;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.ticket.TicketFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.Scenario;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.Reentry;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TicketTest {

  private static final Scan FIRST = scan("n1", "19:00");
  private static final Scan LEFT = scan("n2", "19:30");
  private static final Scan NEXT = scanInTheSouth("n3", "19:40");

  @Test
  void isAdmittedOnce() {
    TicketState state = given(issued()).at("19:00").when(checkIn(FIRST)).then(checkedIn(FIRST));
    assertThat(state).isInstanceOf(TicketState.CheckedIn.class);

    assertThat(Ticket.decide(state, checkIn(NEXT), at("19:40")))
        .as("and the refusal says when and where")
        .isEqualTo(Decision.refused(new TicketRefused(TicketRefusal.ALREADY_REDEEMED, FIRST)));
  }

  @Test
  void theSameScanHasTheSameAnswer() {
    var told = given(issued(), checkedIn(FIRST)).at("19:59");
    told.when(checkIn(scan("n1", "19:58"))).thenNothingNew();
    given(issued(), checkedIn(FIRST), checkedOut(LEFT))
        .at("19:59")
        .when(checkIn(FIRST))
        .thenNothingNew();
    given(issued(), checkedIn(FIRST), checkedOut(LEFT))
        .at("19:59")
        .when(checkOut(LEFT))
        .thenNothingNew();
    given(issued(), checkedIn(FIRST), voided()).at("19:59").when(checkIn(FIRST)).thenNothingNew();
  }

  @Test
  void comesBackAfterLeavingWhereTheListSaysSo() {
    var outside = given(issued(), checkedIn(FIRST), checkedOut(LEFT)).at("19:40");
    assertThat(outside.when(checkIn(NEXT, Reentry.AFTER_EXIT)).then(checkedIn(NEXT)))
        .isInstanceOf(TicketState.CheckedIn.class);
    assertThat(outside.when(checkIn(NEXT, Reentry.ALWAYS)).then(checkedIn(NEXT)))
        .isInstanceOf(TicketState.CheckedIn.class);
  }

  @Test
  void listsCountByThemselves() {
    Scan lounge = new Scan("n4", NORTH, "device-n", "lounge", at("19:10"));
    Scan loungeLeft = new Scan("n5", NORTH, "device-n", "lounge", at("19:20"));
    TicketState both =
        given(issued(), checkedIn(FIRST)).at("19:10").when(checkIn(lounge)).then(checkedIn(lounge));
    TicketState venueOnly = Ticket.evolve(both, checkedOut(loungeLeft));
    assertThat(venueOnly).as("still in the venue").isInstanceOf(TicketState.CheckedIn.class);
    assertThat(Ticket.evolve(venueOnly, checkedOut(LEFT)))
        .isInstanceOf(TicketState.CheckedOut.class);
  }

  @Test
  void anotherOffersListIsNotForIt() {
    given(issued())
        .at("19:10")
        .when(toTheLounge("n4", GatePassage.Mode.ONLINE))
        .thenRefused(TicketRefused.of(TicketRefusal.PRODUCT));
    given(issued(), checkedIn(FIRST))
        .at("19:10")
        .when(toTheLounge("n4", GatePassage.Mode.FORCED))
        .then(checkedIn(loungeScan("n4"), GatePassage.Mode.FORCED, "lost child"));
  }

  @Test
  void anOfflineEntryToAListOfAnotherOfferIsRecordedAndAConflict() {
    Scan scan = loungeScan("n4");
    given(issued(), checkedIn(FIRST))
        .at("19:10")
        .when(toTheLounge("n4", GatePassage.Mode.OFFLINE))
        .then(
            checkedIn(scan, GatePassage.Mode.OFFLINE, ""),
            new TicketEvent.ConflictFound(ORIGIN, scan, scan, TicketRefusal.PRODUCT, at("19:10")));
  }

  @Test
  void leavingIsNeverRefused() {
    given(issued()).at("19:30").when(checkOut(LEFT)).then(checkedOut(LEFT));
    given(issued(), voided()).at("19:30").when(checkOut(LEFT)).then(checkedOut(LEFT));
  }

  @Test
  void aSupervisorForcesWithAReason() {
    Scan scan = scanInTheSouth("n3", "19:40");
    given(issued(), checkedIn(FIRST))
        .at("19:40")
        .when(forced(scan))
        .then(checkedIn(scan, GatePassage.Mode.FORCED, "lost child"));
  }

  @Test
  void aDoorThatDidNotOpenIsTakenBack() {
    var inside = given(issued(), checkedIn(FIRST));
    TicketState back = inside.at("19:15").when(annul("n1")).then(annulled(FIRST, "19:15"));
    assertThat(back).isInstanceOf(TicketState.Valid.class);
    given(issued(), checkedIn(FIRST), annulled(FIRST, "19:15"))
        .at("19:59")
        .when(annul("n1"))
        .thenNothingNew();
    assertThat(Ticket.decide(back, checkIn(NEXT), at("19:40")))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void theFirstAdmissionIsThatWhichCounts() {
    TicketState state =
        after(issued(), checkedIn(FIRST), annulled(FIRST, "19:01"), checkedIn(NEXT));
    assertThat(Objects.requireNonNull(Ticket.view(state)).first(VENUE)).contains(NEXT);
  }

  @Test
  void anOfflinePassageIsRecordedAndItsConflictReported() {
    Scan offline = scanInTheSouth("n3", "18:59");
    TicketState state =
        given(issued(), checkedIn(FIRST))
            .at("19:40")
            .when(offline(offline))
            .then(
                new TicketEvent.TicketCheckedIn(
                    ORIGIN, offline, GatePassage.Mode.OFFLINE, "", at("19:40")),
                new TicketEvent.ConflictFound(
                    ORIGIN, FIRST, offline, TicketRefusal.ALREADY_REDEEMED, at("19:40")));
    TicketView view = Objects.requireNonNull(Ticket.view(state));
    assertThat(view.first(VENUE)).as("by the time at the gate").contains(offline);
    assertThat(view.conflict("n3"))
        .contains(new Conflict(FIRST, offline, TicketRefusal.ALREADY_REDEEMED));
    assertThat(view.conflict("n1")).isEmpty();
    given(issued(), checkedIn(FIRST)).at("19:50").when(offline(FIRST)).thenNothingNew();
  }

  @Test
  void aVoidTicketThatWasLetInWithoutANetworkIsAConflictToo() {
    given(issued(), voided())
        .at("19:40")
        .when(offline(FIRST))
        .then(
            new TicketEvent.TicketCheckedIn(
                ORIGIN, FIRST, GatePassage.Mode.OFFLINE, "", at("19:40")),
            new TicketEvent.ConflictFound(
                ORIGIN, FIRST, FIRST, TicketRefusal.REVOKED, at("19:40")));
  }

  @Test
  void anUploadThatArrivesLateTakesItsPlaceByTheTimeAtTheGate() {
    Scan earlier = scanInTheSouth("n4", "19:10");
    TicketState outside =
        after(
            issued(),
            checkedOut(LEFT),
            new TicketEvent.TicketCheckedIn(
                ORIGIN, earlier, GatePassage.Mode.OFFLINE, "", at("19:35")));
    assertThat(outside).as("left after it came").isInstanceOf(TicketState.CheckedOut.class);
    Scenario.of(outside, Ticket::decide, Ticket::evolve)
        .at("19:40")
        .when(checkIn(NEXT, Reentry.AFTER_EXIT))
        .then(checkedIn(NEXT));
    given(issued(), checkedIn(FIRST), checkedOut(LEFT))
        .at("20:00")
        .when(offline(scanInTheSouth("n5", "19:35"), Reentry.AFTER_EXIT))
        .then(offlineIn(scanInTheSouth("n5", "19:35"), "20:00"));
  }

  @Test
  void anUploadBetweenTwoPassagesIsAConflictIfItMakesASecondEntry() {
    Scan between = scanInTheSouth("n4", "19:10");
    given(issued(), checkedIn(FIRST), checkedOut(LEFT))
        .at("20:00")
        .when(offline(between, Reentry.AFTER_EXIT))
        .then(
            offlineIn(between, "20:00"),
            new TicketEvent.ConflictFound(
                ORIGIN, FIRST, between, TicketRefusal.ALREADY_REDEEMED, at("20:00")));
    given(issued(), checkedIn(NEXT))
        .at("20:00")
        .when(offline(between, Reentry.AFTER_EXIT))
        .then(
            offlineIn(between, "20:00"),
            new TicketEvent.ConflictFound(
                ORIGIN, NEXT, between, TicketRefusal.ALREADY_REDEEMED, at("20:00")));
    given(issued(), checkedOut(LEFT))
        .at("20:00")
        .when(offline(between, Reentry.NEVER))
        .then(offlineIn(between, "20:00"));
  }

  @Test
  void aClockThatIsAheadHasNotTheLastWord() {
    Scan tomorrow = scanInTheSouth("n4", "23:59");
    TicketState outside =
        after(
            issued(),
            checkedIn(FIRST),
            new TicketEvent.TicketCheckedOut(
                ORIGIN, tomorrow, GatePassage.Mode.OFFLINE, at("19:35")));
    TicketState inside = Ticket.evolve(outside, checkedIn(NEXT));
    assertThat(inside).isInstanceOf(TicketState.CheckedIn.class);
    Scenario.of(inside, Ticket::decide, Ticket::evolve)
        .at("19:50")
        .when(checkIn(scan("n6", "19:50"), Reentry.AFTER_EXIT))
        .thenRefused(new TicketRefused(TicketRefusal.ALREADY_REDEEMED, FIRST));
  }

  private static TicketEvent.TicketCheckedIn offlineIn(Scan scan, String recordedAt) {
    return new TicketEvent.TicketCheckedIn(
        ORIGIN, scan, GatePassage.Mode.OFFLINE, "", at(recordedAt));
  }

  @Test
  void aNewCodeMakesTheOldOneVoid() {
    var reissue = new TicketCommand.ReissueTicket(1, "ani");
    given(issued())
        .at("18:30")
        .when(reissue)
        .then(new TicketEvent.TicketReissued(ORIGIN, 2, "ani", at("18:30")));
    given(issued(), reissued(2)).at("18:31").when(reissue).thenNothingNew();
    var shown =
        new TicketCommand.CheckIn(
            FIRST, 2, EntryList.forAll(VENUE, Reentry.NEVER), GatePassage.Mode.ONLINE, "");
    given(issued(), reissued(2)).at("19:00").when(shown).then(checkedIn(FIRST));
  }

  @Test
  void isVoidForGood() {
    var toVoid = new TicketCommand.VoidTicket("refunded", "operator");
    given(issued())
        .at("18:45")
        .when(toVoid)
        .then(new TicketEvent.TicketVoided(ORIGIN, "refunded", "operator", at("18:45")));
    given(issued(), voided()).at("18:50").when(toVoid).thenNothingNew();
  }

  @Test
  void remembersTheFirstAndTheLatestOfVeryManyPassages() {
    TicketState state = after(issued(), checkedIn(FIRST));
    for (int i = 0; i < 3 * Limits.TICKET_PASSAGES_MAX; i++) {
      Scan scan = scan("turn-" + i, "20:00");
      state = Ticket.evolve(state, i % 2 == 0 ? checkedOut(scan) : checkedIn(scan));
    }
    TicketView view = Objects.requireNonNull(Ticket.view(state));
    assertThat(view.passages()).hasSize(Limits.TICKET_PASSAGES_MAX);
    assertThat(view.first(VENUE)).contains(FIRST);
    assertThat(view.passages().getLast())
        .returns(GatePassage.Direction.IN, GatePassage::direction)
        .returns("turn-" + (3 * Limits.TICKET_PASSAGES_MAX - 1), last -> last.scan().nonce());
  }

  @Test
  void remembersTheLatestOfVeryManyConflicts() {
    TicketState state = after(issued(), checkedIn(FIRST));
    for (int i = 0; i < 2 * Limits.TICKET_PASSAGES_MAX; i++) {
      Scan later = scan("again-" + i, "20:00");
      var found =
          new TicketEvent.ConflictFound(
              ORIGIN, FIRST, later, TicketRefusal.ALREADY_REDEEMED, at("20:00"));
      state = Ticket.evolve(state, found);
    }
    TicketView view = Objects.requireNonNull(Ticket.view(state));
    assertThat(view.conflicts()).hasSize(Limits.TICKET_PASSAGES_MAX);
    assertThat(view.conflicts().getLast().later().nonce())
        .isEqualTo("again-" + (2 * Limits.TICKET_PASSAGES_MAX - 1));
  }

  private static Scenario<TicketState, TicketCommand, TicketEvent, TicketRefused> given(
      TicketEvent... events) {
    Scenario<TicketState, TicketCommand, TicketEvent, TicketRefused> scenario =
        Scenario.of(new TicketState.Absent(), Ticket::decide, Ticket::evolve);
    return scenario.given(events);
  }
}
