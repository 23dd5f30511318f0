package id.kuota.engine.ticket;

import id.kuota.engine.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What every ticket has once it was issued.
 *
 * @param passages in the order in which they were recorded; of very many, the first to each list
 *     and the latest
 * @param conflicts of very many, the latest
 */
record TicketRecord(
    TicketId ticket,
    TicketOrigin origin,
    int generation,
    List<GatePassage> passages,
    List<Conflict> conflicts) {

  TicketRecord {
    passages = List.copyOf(passages);
    conflicts = List.copyOf(conflicts);
  }

  Optional<GatePassage> passage(String nonce) {
    return passages.stream().filter(passage -> passage.scan().nonce().equals(nonce)).findFirst();
  }

  /**
   * Returns the last passage to or from a list that did happen, by the time at the gate: an upload
   * that arrives late does not become the last one. Of the same time, the one that was recorded
   * later.
   */
  Optional<GatePassage> last(String list) {
    return passages.stream().filter(passage -> counts(passage, list)).reduce(TicketRecord::later);
  }

  /** Returns the last passage to or from a list at this time or before. */
  Optional<GatePassage> lastBefore(String list, Instant time) {
    return passages.stream()
        .filter(passage -> counts(passage, list) && !passage.passedAt().isAfter(time))
        .reduce(TicketRecord::later);
  }

  /** Returns the first passage to or from a list after this time. */
  Optional<GatePassage> firstAfter(String list, Instant time) {
    return passages.stream()
        .filter(passage -> counts(passage, list) && passage.passedAt().isAfter(time))
        .min(Comparator.comparing(GatePassage::passedAt));
  }

  private static GatePassage later(GatePassage recorded, GatePassage next) {
    return next.passedAt().isBefore(recorded.passedAt()) ? recorded : next;
  }

  /** Returns the earliest admission to a list, by the time at the gate. */
  Optional<Scan> first(String list) {
    return passages.stream()
        .filter(passage -> counts(passage, list) && passage.direction() == GatePassage.Direction.IN)
        .map(GatePassage::scan)
        .min(Comparator.comparing(Scan::at));
  }

  boolean wasAdmitted() {
    return passages.stream()
        .anyMatch(
            passage -> !passage.annulled() && passage.direction() == GatePassage.Direction.IN);
  }

  /** Returns whether it is inside of any list. */
  boolean isInside() {
    return passages.stream()
        .map(passage -> passage.scan().list())
        .distinct()
        .anyMatch(
            list ->
                last(list)
                    .filter(last -> last.direction() == GatePassage.Direction.IN)
                    .isPresent());
  }

  TicketRecord with(GatePassage.Direction direction, Scan scan, GatePassage.Mode mode, Instant at) {
    var more = new ArrayList<>(passages);
    more.add(new GatePassage(direction, scan, mode, at, false));
    if (more.size() > Limits.TICKET_PASSAGES_MAX) more.remove(oldestToForget(more));
    return new TicketRecord(ticket, origin, generation, more, conflicts);
  }

  TicketRecord annulled(String nonce) {
    return new TicketRecord(
        ticket,
        origin,
        generation,
        passages.stream()
            .map(passage -> passage.scan().nonce().equals(nonce) ? passage.annul() : passage)
            .toList(),
        conflicts);
  }

  TicketRecord with(Conflict conflict) {
    var more = new ArrayList<>(conflicts);
    more.add(conflict);
    if (more.size() > Limits.TICKET_PASSAGES_MAX) more.removeFirst();
    return new TicketRecord(ticket, origin, generation, passages, more);
  }

  TicketRecord reissued(int next) {
    return new TicketRecord(ticket, origin, next, passages, conflicts);
  }

  private int oldestToForget(List<GatePassage> all) {
    for (int i = 0; i < all.size(); i++) {
      Scan scan = all.get(i).scan();
      if (!first(scan.list()).equals(Optional.of(scan))) return i;
    }
    return 0;
  }

  private static boolean counts(GatePassage passage, String list) {
    return !passage.annulled() && passage.scan().list().equals(list);
  }
}
