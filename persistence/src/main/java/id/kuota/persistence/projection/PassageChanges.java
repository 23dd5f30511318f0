package id.kuota.persistence.projection;

import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.PeopleInside;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a batch changes in the passages of its tickets. Uploads arrive late and passages are taken
 * back, so the people inside follow from all passages of a ticket, not from the last event. Not
 * thread-safe.
 */
final class PassageChanges {

  /**
   * One row: a passage that was not taken back.
   *
   * @param sequence the number of its event in the ticket's journal
   */
  record Row(
      String ticket,
      long sequence,
      String list,
      GateId gate,
      String nonce,
      Instant passedAt,
      GatePassage.Direction direction,
      boolean conflict) {

    private boolean isOf(Scan scan) {
      return nonce.equals(scan.nonce()) && list.equals(scan.list());
    }

    private Row inConflict() {
      return new Row(ticket, sequence, list, gate, nonce, passedAt, direction, true);
    }

    PeopleInside.Step step() {
      return new PeopleInside.Step(passedAt, direction, gate, conflict);
    }
  }

  /** What happened to one ticket, in the order of its journal. */
  private record Story(String sale, List<Event> events) {}

  private record Event(long sequence, TicketEvent event) {}

  // Sorted, so that the tables are always touched in the same order.
  private final Map<String, Story> stories = new TreeMap<>();

  void apply(String ticket, long sequence, TicketEvent event) {
    switch (event) {
      case TicketEvent.TicketCheckedIn in -> add(ticket, in.origin().sale().value(), sequence, in);
      case TicketEvent.TicketCheckedOut out ->
          add(ticket, out.origin().sale().value(), sequence, out);
      case TicketEvent.PassageAnnulled back ->
          add(ticket, back.origin().sale().value(), sequence, back);
      case TicketEvent.ConflictFound found ->
          add(ticket, found.origin().sale().value(), sequence, found);
      case TicketEvent.TicketIssued issued -> {}
      case TicketEvent.TicketReissued reissued -> {}
      // Its people stay inside until they leave.
      case TicketEvent.TicketVoided voided -> {}
    }
  }

  private void add(String ticket, String sale, long sequence, TicketEvent event) {
    stories
        .computeIfAbsent(ticket, id -> new Story(sale, new ArrayList<>()))
        .events()
        .add(new Event(sequence, event));
  }

  /** Returns the tickets whose passages change. */
  Set<String> tickets() {
    return stories.keySet();
  }

  String sale(String ticket) {
    return story(ticket).sale();
  }

  /**
   * Returns the passages of a ticket after the batch, from those before it; both as they were
   * recorded.
   */
  List<Row> after(String ticket, List<Row> before) {
    var rows = new ArrayList<>(before);
    for (Event one : story(ticket).events()) {
      switch (one.event()) {
        case TicketEvent.TicketCheckedIn in ->
            rows.add(row(ticket, one.sequence(), in.scan(), in.at(), GatePassage.Direction.IN));
        case TicketEvent.TicketCheckedOut out ->
            rows.add(row(ticket, one.sequence(), out.scan(), out.at(), GatePassage.Direction.OUT));
        case TicketEvent.PassageAnnulled back -> rows.removeIf(row -> row.isOf(back.scan()));
        case TicketEvent.ConflictFound found ->
            rows.replaceAll(row -> row.isOf(found.later()) ? row.inConflict() : row);
        case TicketEvent.TicketIssued issued -> {}
        case TicketEvent.TicketReissued reissued -> {}
        case TicketEvent.TicketVoided voided -> {}
      }
    }
    return rows;
  }

  private Story story(String ticket) {
    Story story = stories.get(ticket);
    if (story == null) throw new IllegalArgumentException("nothing happened to " + ticket);
    return story;
  }

  private static Row row(
      String ticket,
      long sequence,
      Scan scan,
      Instant recordedAt,
      GatePassage.Direction direction) {
    return new Row(
        ticket,
        sequence,
        scan.list(),
        scan.gate(),
        scan.nonce(),
        GatePassage.passedAt(scan, recordedAt),
        direction,
        false);
  }
}
