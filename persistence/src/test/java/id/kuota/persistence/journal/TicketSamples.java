package id.kuota.persistence.journal;

import static id.kuota.persistence.journal.Samples.AT;
import static id.kuota.persistence.journal.Samples.OFFER;
import static id.kuota.persistence.journal.Samples.ORDER;
import static id.kuota.persistence.journal.Samples.SALE;
import static id.kuota.persistence.journal.Samples.TICKET;

import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.ticket.Conflict;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** One of everything that is portable of tickets. */
final class TicketSamples {

  private static final TicketOrigin ORIGIN = new TicketOrigin(ORDER.value(), SALE, OFFER);
  private static final Scan SCAN =
      new Scan("nonce-1", new GateId("java-jazz-2027.north"), "device-1", "venue", AT);
  private static final Scan LATER =
      new Scan("nonce-2", new GateId("java-jazz-2027.south"), "device-2", "venue", AT);

  private TicketSamples() {}

  static List<Portable> stored() {
    return List.of(
        new TicketEvent.TicketIssued(TICKET, ORIGIN, AT),
        new TicketEvent.TicketCheckedIn(ORIGIN, SCAN, GatePassage.Mode.FORCED, "lost child", AT),
        new TicketEvent.TicketCheckedOut(ORIGIN, SCAN, GatePassage.Mode.ONLINE, AT),
        new TicketEvent.PassageAnnulled(ORIGIN, SCAN, GatePassage.Direction.IN, AT),
        new TicketEvent.ConflictFound(ORIGIN, SCAN, LATER, TicketRefusal.ALREADY_REDEEMED, AT),
        new TicketEvent.TicketReissued(ORIGIN, 2, "holder", AT),
        new TicketEvent.TicketVoided(ORIGIN, "refunded", "operator", AT));
  }

  static void addMessages(List<Portable> to, ActorRef<Object> asker) {
    var checkIn =
        new TicketCommand.CheckIn(
            SCAN,
            1,
            EntryList.forAll(SCAN.list(), Reentry.AFTER_EXIT),
            GatePassage.Mode.ONLINE,
            "");
    var view =
        new TicketView(
            TICKET,
            ORIGIN,
            2,
            TicketView.Status.CHECKED_IN,
            List.of(
                new GatePassage(
                    GatePassage.Direction.IN, SCAN, GatePassage.Mode.OFFLINE, AT, true)),
            List.of(new Conflict(SCAN, LATER, TicketRefusal.ALREADY_REDEEMED)));
    to.add(checkIn);
    to.add(new TicketCommand.CheckOut(SCAN, GatePassage.Mode.OFFLINE));
    to.add(new TicketCommand.AnnulPassage("nonce-1", "device-1"));
    to.add(new TicketCommand.ReissueTicket(1, "holder"));
    to.add(new TicketCommand.VoidTicket("refunded", "operator"));
    to.add(new TicketEntity.Ask(ORIGIN, checkIn, asker.narrow()));
    to.add(new TicketEntity.Look(asker.narrow()));
    to.add(new TicketEntity.Looked(Optional.of(view)));
    to.add(new TicketEntity.Looked(Optional.empty()));
    to.add(view);
    to.add(new Reply.Answered<>(view, false));
    to.add(new Reply.Refused<>(new TicketRefused(TicketRefusal.ALREADY_REDEEMED, SCAN)));
    to.add(new Reply.Refused<>(TicketRefused.of(TicketRefusal.UNPAID)));
  }
}
