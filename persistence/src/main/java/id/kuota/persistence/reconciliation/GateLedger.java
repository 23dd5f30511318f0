package id.kuota.persistence.reconciliation;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.Scan;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** What all tickets together say of the gates, as far as the read model has come. */
final class GateLedger {

  private final Map<String, GateTally> passages = new HashMap<>();
  private final Map<String, VoidTally> voids = new HashMap<>();
  private final Map<String, Long> tickets = new HashMap<>();

  private final Map<String, Long> inside = new HashMap<>();

  void pass(Scan scan, GateTally tally) {
    passages.merge(key(scan.gate().value(), scan.list()), tally, GateTally::plus);
  }

  /** One person is inside of the list, and entered last through this gate. */
  void inside(GateId gate, String list) {
    inside.merge(key(gate.value(), list), 1L, Long::sum);
  }

  /** Voids the codes of a ticket below this generation. */
  void toVoid(SaleId sale, long below) {
    voids.merge(sale.value(), new VoidTally(1, below), VoidTally::plus);
  }

  /** Tickets of an offer were sold, or with a negative number became void. */
  void tickets(SaleId sale, OfferId offer, long more) {
    tickets.merge(sale + ", offer " + offer, more, Long::sum);
  }

  /** Returns how a gate and a list are named here. */
  static String key(String gate, String list) {
    return gate + ", list " + list;
  }

  void compare(Map<String, GateTally> counted, Map<String, VoidTally> listed, Findings findings) {
    var gates = new TreeSet<>(passages.keySet());
    gates.addAll(counted.keySet());
    for (String gate : gates) {
      GateTally expected = passages.getOrDefault(gate, GateTally.NONE);
      GateTally found = counted.getOrDefault(gate, GateTally.NONE);
      if (!expected.equals(found)) differs(findings, "gate " + gate, found, expected);
    }
    var sales = new TreeSet<>(voids.keySet());
    sales.addAll(listed.keySet());
    for (String sale : sales) {
      VoidTally expected = voids.getOrDefault(sale, VoidTally.NONE);
      VoidTally found = listed.getOrDefault(sale, VoidTally.NONE);
      if (!expected.equals(found)) differs(findings, "void codes of " + sale, found, expected);
    }
  }

  void compareTickets(Map<String, Long> counted, Findings findings) {
    compare(tickets, counted, "tickets of ", findings);
  }

  void compareInside(Map<String, Long> counted, Findings findings) {
    compare(inside, counted, "people inside by gate ", findings);
  }

  private static void compare(
      Map<String, Long> journal, Map<String, Long> counted, String what, Findings findings) {
    var places = new TreeSet<>(journal.keySet());
    places.addAll(counted.keySet());
    for (String place : places) {
      long expected = journal.getOrDefault(place, 0L);
      long found = counted.getOrDefault(place, 0L);
      if (expected != found) differs(findings, what + place, found, expected);
    }
  }

  private static void differs(Findings findings, String subject, Object found, Object expected) {
    findings.differs(
        Difference.Kind.READ_MODEL_DIFFERS,
        subject,
        "counted as %s, %s by the journal".formatted(found, expected));
  }
}
