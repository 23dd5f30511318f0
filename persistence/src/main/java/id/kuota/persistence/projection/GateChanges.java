package id.kuota.persistence.projection;

import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketClaim;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the tickets of a batch change in the tables of the gates, added up. Not thread-safe. */
final class GateChanges {

  /** Above all generations that there are. */
  static final long ALL = TicketClaim.GENERATION_MAX + 1L;

  private static final String STREAM = "Ticket|";

  /** One row of the codes that are void. */
  record Code(String sale, String ticket) implements Comparable<Code> {
    private static final Comparator<Code> ORDER =
        Comparator.comparing(Code::sale).thenComparing(Code::ticket);

    @Override
    public int compareTo(Code other) {
      return ORDER.compare(this, other);
    }
  }

  /** From which generation on the ticket's codes count. */
  record VoidBelow(long below, Instant at) {}

  /** One row of a gate's minutes. */
  record GateMinute(String sale, String gate, String list, Instant minute)
      implements Comparable<GateMinute> {
    private static final Comparator<GateMinute> ORDER =
        Comparator.comparing(GateMinute::sale)
            .thenComparing(GateMinute::gate)
            .thenComparing(GateMinute::list)
            .thenComparing(GateMinute::minute);

    @Override
    public int compareTo(GateMinute other) {
      return ORDER.compare(this, other);
    }
  }

  /** What is added to a minute. */
  record Delta(long entered, long departed, long conflicts) {

    static final Delta IN = new Delta(1, 0, 0);
    static final Delta OUT = new Delta(0, 1, 0);
    static final Delta CONFLICT = new Delta(0, 0, 1);

    Delta plus(Delta other) {
      return new Delta(
          entered + other.entered, departed + other.departed, conflicts + other.conflicts);
    }

    Delta back() {
      return new Delta(-entered, -departed, -conflicts);
    }
  }

  /** One row of the tickets that admit. */
  record Offer(String sale, String offer) implements Comparable<Offer> {
    private static final Comparator<Offer> ORDER =
        Comparator.comparing(Offer::sale).thenComparing(Offer::offer);

    static Offer of(TicketOrigin origin) {
      return new Offer(origin.sale().value(), origin.offer().value());
    }

    @Override
    public int compareTo(Offer other) {
      return ORDER.compare(this, other);
    }
  }

  /** One row of the conflicts. */
  record Conflict(String ticket, TicketEvent.ConflictFound found) {

    /** The admission that was known before; null if the ticket only was void. */
    @Nullable Scan earlier() {
      return found.earlier().equals(found.later()) ? null : found.earlier();
    }
  }

  // Sorted, so that the tables are always touched in the same order.
  private final Map<Code, VoidBelow> voids = new TreeMap<>();
  private final Map<GateMinute, Delta> minutes = new TreeMap<>();
  private final List<Conflict> conflicts = new ArrayList<>();
  private final DeviceChanges devices = new DeviceChanges();
  private final Map<Offer, Long> tickets = new TreeMap<>();
  private final List<HumanCodeRow> humanCodes = new ArrayList<>();
  private final PassageChanges passages = new PassageChanges();

  /**
   * Adds an event.
   *
   * @param entity the persistence id of the ticket
   * @param sequenceNumber of the event in its journal
   */
  void apply(String entity, long sequenceNumber, TicketEvent event) {
    passages.apply(entity.substring(STREAM.length()), sequenceNumber, event);
    switch (event) {
      case TicketEvent.TicketIssued issued -> {} // Not used yet.
      case TicketEvent.TicketCheckedIn in -> pass(in.origin(), in.scan(), Delta.IN);
      case TicketEvent.TicketCheckedOut out -> pass(out.origin(), out.scan(), Delta.OUT);
      case TicketEvent.PassageAnnulled annulled ->
          pass(annulled.origin(), annulled.scan(), delta(annulled.direction()).back());
      case TicketEvent.ConflictFound found -> {
        pass(found.origin(), found.later(), Delta.CONFLICT);
        conflicts.add(new Conflict(entity.substring(STREAM.length()), found));
      }
      case TicketEvent.TicketReissued reissued -> {
        toVoid(entity, reissued.origin(), reissued.generation(), reissued.at());
        var ticket = new TicketId(entity.substring(STREAM.length()));
        humanCodes.add(new HumanCodeRow(ticket, reissued.generation(), reissued.origin()));
      }
      case TicketEvent.TicketVoided voided -> {
        toVoid(entity, voided.origin(), ALL, voided.at());
        tickets.merge(Offer.of(voided.origin()), -1L, Long::sum);
      }
    }
  }

  /** Returns the conflicts in the order of the journal, each once. */
  List<Conflict> conflicts() {
    return conflicts;
  }

  /** Adds a ticket of a paid order, with its first code. */
  void issued(TicketId ticket, TicketOrigin origin) {
    tickets.merge(Offer.of(origin), 1L, Long::sum);
    humanCodes.add(new HumanCodeRow(ticket, 1, origin));
  }

  /** Returns the codes, each once. */
  List<HumanCodeRow> humanCodes() {
    return humanCodes;
  }

  PassageChanges passages() {
    return passages;
  }

  DeviceChanges devices() {
    return devices;
  }

  /** Returns how many tickets of an offer there are more, or fewer. */
  Map<Offer, Long> tickets() {
    return tickets;
  }

  Map<Code, VoidBelow> voids() {
    return voids;
  }

  Map<GateMinute, Delta> minutes() {
    return minutes;
  }

  private static Delta delta(GatePassage.Direction direction) {
    return switch (direction) {
      case IN -> Delta.IN;
      case OUT -> Delta.OUT;
    };
  }

  private void pass(TicketOrigin origin, Scan scan, Delta delta) {
    var minute =
        new GateMinute(
            origin.sale().value(),
            scan.gate().value(),
            scan.list(),
            scan.at().truncatedTo(ChronoUnit.MINUTES));
    minutes.merge(minute, delta, Delta::plus);
  }

  private void toVoid(String entity, TicketOrigin origin, long below, Instant at) {
    var code = new Code(origin.sale().value(), entity.substring(STREAM.length()));
    voids.merge(code, new VoidBelow(below, at), (a, b) -> b.below() > a.below() ? b : a);
  }
}
