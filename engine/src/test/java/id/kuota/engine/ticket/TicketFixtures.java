package id.kuota.engine.ticket;

import static id.kuota.engine.Moment.at;

import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.Passage.Direction;
import id.kuota.engine.ticket.Passage.Mode;
import id.kuota.engine.ticket.TicketCommand.AnnulPassage;
import id.kuota.engine.ticket.TicketCommand.CheckIn;
import id.kuota.engine.ticket.TicketCommand.CheckOut;
import id.kuota.engine.ticket.TicketEvent.PassageAnnulled;
import id.kuota.engine.ticket.TicketEvent.TicketCheckedIn;
import id.kuota.engine.ticket.TicketEvent.TicketCheckedOut;
import id.kuota.engine.ticket.TicketEvent.TicketIssued;
import id.kuota.engine.ticket.TicketEvent.TicketReissued;
import id.kuota.engine.ticket.TicketEvent.TicketVoided;
import java.util.List;

/** One ticket of the examples: two gates, two lists, one evening. */
public final class TicketFixtures {

  public static final TicketId TICKET = TicketId.of("ord_1", 1);
  public static final TicketOrigin ORIGIN =
      new TicketOrigin("ord_1", new SaleId("coldplay"), new OfferId("cat-1"));
  public static final GateId NORTH = new GateId("coldplay.north");
  public static final GateId SOUTH = new GateId("coldplay.south");
  public static final String VENUE = "venue";

  private TicketFixtures() {}

  /** A scan by the device at the north gate. */
  public static Scan scan(String nonce, String time) {
    return new Scan(nonce, NORTH, "device-n", VENUE, at(time));
  }

  public static Scan scanInTheSouth(String nonce, String time) {
    return new Scan(nonce, SOUTH, "device-s", VENUE, at(time));
  }

  public static CheckIn checkIn(Scan scan) {
    return checkIn(scan, Reentry.NEVER);
  }

  public static CheckIn checkIn(Scan scan, Reentry reentry) {
    return new CheckIn(scan, 1, EntryList.forAll(scan.list(), reentry), Mode.ONLINE, "");
  }

  public static CheckIn offline(Scan scan) {
    return new CheckIn(scan, 1, once(scan.list()), Mode.OFFLINE, "");
  }

  public static CheckIn offline(Scan scan, Reentry reentry) {
    return new CheckIn(scan, 1, EntryList.forAll(scan.list(), reentry), Mode.OFFLINE, "");
  }

  public static CheckIn forced(Scan scan) {
    return new CheckIn(scan, 1, once(scan.list()), Mode.FORCED, "lost child");
  }

  private static EntryList once(String list) {
    return EntryList.forAll(list, Reentry.NEVER);
  }

  /** The lounge, which the ticket of the examples is not for. */
  public static CheckIn toTheLounge(String nonce, Mode mode) {
    var lounge = new EntryList("lounge", List.of(new OfferId("vip")), Reentry.ALWAYS);
    String reason = mode == Mode.FORCED ? "lost child" : "";
    return new CheckIn(loungeScan(nonce), 1, lounge, mode, reason);
  }

  public static Scan loungeScan(String nonce) {
    return new Scan(nonce, NORTH, "device-n", "lounge", at("19:10"));
  }

  public static CheckOut checkOut(Scan scan) {
    return new CheckOut(scan, Mode.ONLINE);
  }

  public static AnnulPassage annul(String nonce) {
    return new AnnulPassage(nonce, "device-n");
  }

  public static TicketIssued issued() {
    return new TicketIssued(TICKET, ORIGIN, at("18:00"));
  }

  public static TicketCheckedIn checkedIn(Scan scan) {
    return checkedIn(scan, Mode.ONLINE, "");
  }

  public static TicketCheckedIn checkedIn(Scan scan, Mode mode, String reason) {
    return new TicketCheckedIn(ORIGIN, scan, mode, reason, scan.at());
  }

  public static TicketCheckedOut checkedOut(Scan scan) {
    return new TicketCheckedOut(ORIGIN, scan, Mode.ONLINE, scan.at());
  }

  public static PassageAnnulled annulled(Scan scan, String time) {
    return new PassageAnnulled(ORIGIN, scan, Direction.IN, at(time));
  }

  public static TicketReissued reissued(int generation) {
    return new TicketReissued(ORIGIN, generation, "ani", at("18:30"));
  }

  public static TicketVoided voided() {
    return new TicketVoided(ORIGIN, "refunded", "operator", at("18:45"));
  }

  public static TicketState after(TicketEvent... events) {
    TicketState state = new TicketState.Absent();
    for (TicketEvent event : events) {
      state = Ticket.evolve(state, event);
    }
    return state;
  }
}
