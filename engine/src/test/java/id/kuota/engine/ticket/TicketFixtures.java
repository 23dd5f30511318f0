package id.kuota.engine.ticket;

import static id.kuota.engine.Moment.at;

import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleId;
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

  public static TicketCommand.CheckIn checkIn(Scan scan) {
    return checkIn(scan, Reentry.NEVER);
  }

  public static TicketCommand.CheckIn checkIn(Scan scan, Reentry reentry) {
    return new TicketCommand.CheckIn(
        scan, 1, EntryList.forAll(scan.list(), reentry), GatePassage.Mode.ONLINE, "");
  }

  public static TicketCommand.CheckIn offline(Scan scan) {
    return new TicketCommand.CheckIn(scan, 1, once(scan.list()), GatePassage.Mode.OFFLINE, "");
  }

  public static TicketCommand.CheckIn offline(Scan scan, Reentry reentry) {
    return new TicketCommand.CheckIn(
        scan, 1, EntryList.forAll(scan.list(), reentry), GatePassage.Mode.OFFLINE, "");
  }

  public static TicketCommand.CheckIn forced(Scan scan) {
    return new TicketCommand.CheckIn(
        scan, 1, once(scan.list()), GatePassage.Mode.FORCED, "lost child");
  }

  private static EntryList once(String list) {
    return EntryList.forAll(list, Reentry.NEVER);
  }

  /** The lounge, which the ticket of the examples is not for. */
  public static TicketCommand.CheckIn toTheLounge(String nonce, GatePassage.Mode mode) {
    var lounge = new EntryList("lounge", List.of(new OfferId("vip")), Reentry.ALWAYS);
    String reason = mode == GatePassage.Mode.FORCED ? "lost child" : "";
    return new TicketCommand.CheckIn(loungeScan(nonce), 1, lounge, mode, reason);
  }

  public static Scan loungeScan(String nonce) {
    return new Scan(nonce, NORTH, "device-n", "lounge", at("19:10"));
  }

  public static TicketCommand.CheckOut checkOut(Scan scan) {
    return new TicketCommand.CheckOut(scan, GatePassage.Mode.ONLINE);
  }

  public static TicketCommand.AnnulPassage annul(String nonce) {
    return new TicketCommand.AnnulPassage(nonce, "device-n");
  }

  public static TicketEvent.TicketIssued issued() {
    return new TicketEvent.TicketIssued(TICKET, ORIGIN, at("18:00"));
  }

  public static TicketEvent.TicketCheckedIn checkedIn(Scan scan) {
    return checkedIn(scan, GatePassage.Mode.ONLINE, "");
  }

  public static TicketEvent.TicketCheckedIn checkedIn(
      Scan scan, GatePassage.Mode mode, String reason) {
    return new TicketEvent.TicketCheckedIn(ORIGIN, scan, mode, reason, scan.at());
  }

  public static TicketEvent.TicketCheckedOut checkedOut(Scan scan) {
    return new TicketEvent.TicketCheckedOut(ORIGIN, scan, GatePassage.Mode.ONLINE, scan.at());
  }

  public static TicketEvent.PassageAnnulled annulled(Scan scan, String time) {
    return new TicketEvent.PassageAnnulled(ORIGIN, scan, GatePassage.Direction.IN, at(time));
  }

  public static TicketEvent.TicketReissued reissued(int generation) {
    return new TicketEvent.TicketReissued(ORIGIN, generation, "ani", at("18:30"));
  }

  public static TicketEvent.TicketVoided voided() {
    return new TicketEvent.TicketVoided(ORIGIN, "refunded", "operator", at("18:45"));
  }

  public static TicketState after(TicketEvent... events) {
    TicketState state = new TicketState.Absent();
    for (TicketEvent event : events) {
      state = Ticket.evolve(state, event);
    }
    return state;
  }
}
