package id.kuota.http.gate;

import id.kuota.persistence.readmodel.GateRefusals.Refused;
import id.kuota.persistence.readmodel.GateReports.GateCount;
import id.kuota.persistence.readmodel.GateReports.GateReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The gates of a sale in numbers, on the wire. */
record GateReportJson(
    String sale, Instant asOf, long lagMs, List<ListJson> lists, List<GateJson> gates) {

  /**
   * What is entered, over all gates.
   *
   * @param inside who has entered and not left
   */
  record ListJson(String list, long entered, long departed, long inside) {

    ListJson plus(GateCount gate) {
      return new ListJson(
          list,
          entered + gate.entered(),
          departed + gate.departed(),
          inside + gate.entered() - gate.departed());
    }
  }

  /**
   * One gate and list.
   *
   * @param refused how often it said no, by reason
   */
  record GateJson(
      String gate,
      String list,
      long entered,
      long departed,
      long conflicts,
      long enteredRecently,
      Map<String, Long> refused) {}

  static GateReportJson of(GateReport report, List<Refused> refused) {
    Map<String, ListJson> lists = new TreeMap<>();
    for (GateCount gate : report.gates()) {
      ListJson before = lists.getOrDefault(gate.list(), new ListJson(gate.list(), 0, 0, 0));
      lists.put(gate.list(), before.plus(gate));
    }
    return new GateReportJson(
        report.sale().value(),
        report.asOf(),
        report.lag().toMillis(),
        List.copyOf(lists.values()),
        gates(report, refused));
  }

  /** Also those where nobody has passed and somebody was refused. */
  private static List<GateJson> gates(GateReport report, List<Refused> refused) {
    var gates = new TreeMap<Place, GateCount>();
    report.gates().forEach(gate -> gates.put(new Place(gate.gate(), gate.list()), gate));
    var reasons = new HashMap<Place, Map<String, Long>>();
    for (Refused no : refused) {
      var place = new Place(no.gate(), no.list());
      gates.putIfAbsent(place, new GateCount(no.gate(), no.list(), 0, 0, 0, 0));
      reasons.computeIfAbsent(place, key -> new TreeMap<>()).put(no.reason(), no.count());
    }
    return gates.entrySet().stream()
        .map(entry -> gate(entry.getValue(), reasons.getOrDefault(entry.getKey(), Map.of())))
        .toList();
  }

  private record Place(String gate, String list) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::gate).thenComparing(Place::list);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private static GateJson gate(GateCount gate, Map<String, Long> refused) {
    return new GateJson(
        gate.gate(),
        gate.list(),
        gate.entered(),
        gate.departed(),
        gate.conflicts(),
        gate.recent(),
        refused);
  }
}
