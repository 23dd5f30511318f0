package id.kuota.engine.ticket;

import id.kuota.engine.ClusterMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the outside may see of a ticket. */
public record TicketView(
    TicketId ticket,
    TicketOrigin origin,
    int generation,
    Status status,
    List<GatePassage> passages,
    List<Conflict> conflicts)
    implements ClusterMessage {

  /** Where the ticket stands. */
  public enum Status {
    VALID,
    CHECKED_IN,
    CHECKED_OUT,
    VOID
  }

  public TicketView {
    passages = List.copyOf(passages);
    conflicts = List.copyOf(conflicts);
  }

  /** Returns whether it has admitted a person and that was not taken back. */
  public boolean hasAdmitted() {
    return passages.stream()
        .anyMatch(
            passage -> passage.direction() == GatePassage.Direction.IN && !passage.annulled());
  }

  public Optional<GatePassage> passage(String nonce) {
    return passages.stream().filter(passage -> passage.scan().nonce().equals(nonce)).findFirst();
  }

  /** Returns the conflict that this scan was found to be in. */
  public Optional<Conflict> conflict(String nonce) {
    return conflicts.stream().filter(found -> found.later().nonce().equals(nonce)).findFirst();
  }

  /** Returns the earliest admission to a list, by the time at the gate. */
  public Optional<Scan> first(String list) {
    return passages.stream()
        .filter(passage -> passage.direction() == GatePassage.Direction.IN && !passage.annulled())
        .map(GatePassage::scan)
        .filter(scan -> scan.list().equals(list))
        .min(Comparator.comparing(Scan::at));
  }
}
