package id.kuota.engine.ticket;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.ticket.TicketFixtures.*;

import id.kuota.engine.RefusalRow;
import id.kuota.engine.sale.Reentry;
import java.util.List;
import java.util.Map;

/** Every way in which the rules refuse what is asked of a ticket. */
public final class TicketRefusalRows {

  private TicketRefusalRows() {}

  public static List<RefusalRow<TicketRefusal>> all() {
    Scan first = scan("n1", "19:00");
    TicketState inside = after(issued(), checkedIn(first));
    TicketState outside = after(issued(), checkedIn(first), checkedOut(scan("n2", "19:10")));
    TicketState isVoid = after(issued(), voided());
    TicketState reissued = after(issued(), reissued(2));
    Scan next = scanInTheSouth("n3", "19:20");
    return List.of(
        row(TicketRefusal.INVALID, "check in what was never issued", after(), checkIn(first)),
        row(TicketRefusal.NONCE_REUSED, "name a scan like another", inside, checkIn(reused())),
        row(TicketRefusal.NONCE_REUSED, "leave by the name of an entry", inside, checkOut(first)),
        row(
            TicketRefusal.ANNULLED,
            "check in by a scan that was taken back",
            after(issued(), checkedIn(first), annulled(first, "19:01")),
            checkIn(first)),
        row(TicketRefusal.REVOKED, "check in a void ticket", isVoid, checkIn(next)),
        row(TicketRefusal.REVOKED, "force a void ticket", isVoid, forced(next)),
        row(TicketRefusal.REVOKED, "check in by a code that was replaced", reissued, checkIn(next)),
        row(TicketRefusal.REVOKED, "issue a void ticket again", isVoid, reissue(1)),
        row(
            TicketRefusal.PRODUCT,
            "check in where the offer is not admitted",
            after(issued()),
            toTheLounge("n3", GatePassage.Mode.ONLINE)),
        row(
            TicketRefusal.REVOKED,
            "check in a void ticket where its offer is not admitted",
            isVoid,
            toTheLounge("n3", GatePassage.Mode.ONLINE)),
        row(TicketRefusal.ALREADY_REDEEMED, "check in twice", inside, checkIn(next)),
        row(
            TicketRefusal.ALREADY_REDEEMED,
            "check in twice where leaving is needed between",
            inside,
            checkIn(next, Reentry.AFTER_EXIT)),
        row(
            TicketRefusal.ALREADY_REDEEMED,
            "come back where there is no reentry",
            outside,
            checkIn(next)),
        row(TicketRefusal.ALREADY_REDEEMED, "issue a used ticket again", outside, reissue(1)),
        row(TicketRefusal.PASSAGE_UNKNOWN, "take back what never was", inside, annul("n9")),
        row(
            TicketRefusal.PASSAGE_UNKNOWN,
            "take back what another device did",
            inside,
            new TicketCommand.AnnulPassage("n1", "device-s")),
        new RefusalRow<>(
            TicketRefusal.TOO_LATE,
            "take back after a quarter of an hour",
            () -> reason(inside, annul("n1"), "19:15:00.001")),
        row(
            TicketRefusal.GENERATION_STALE,
            "replace a code that was never given",
            after(issued()),
            reissue(2)));
  }

  /** What only the entity says. */
  public static Map<TicketRefusal, String> givenElsewhere() {
    return Map.of(
        TicketRefusal.UNPAID, "scan a ticket of an order that is not paid",
        TicketRefusal.CANCELED, "scan a ticket of an order that was cancelled or has expired",
        TicketRefusal.OVERLOADED, "scan while a thousand wait for the word of the order",
        TicketRefusal.UNANSWERED, "scan while the order is silent");
  }

  private static Scan reused() {
    return scanInTheSouth("n1", "19:00");
  }

  private static TicketCommand.ReissueTicket reissue(int generation) {
    return new TicketCommand.ReissueTicket(generation, "ani");
  }

  private static RefusalRow<TicketRefusal> row(
      TicketRefusal expected, String when, TicketState state, TicketCommand command) {
    return new RefusalRow<>(expected, when, () -> reason(state, command, "19:05"));
  }

  private static TicketRefusal reason(TicketState state, TicketCommand command, String time) {
    return RefusalRow.reason(Ticket.decide(state, command, at(time))).reason();
  }
}
