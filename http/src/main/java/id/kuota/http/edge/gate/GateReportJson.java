package id.kuota.http.edge.gate;

import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.Reentry;
import id.kuota.persistence.readmodel.GateRefusals;
import id.kuota.persistence.readmodel.GateReports;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The gates of a sale in numbers, on the wire. */
record GateReportJson(
    String sale, Instant asOf, long lagMs, List<ListJson> lists, List<GateJson> gates) {

  /**
   * What is entered, over all gates.
   *
   * @param entered entries, also several of one ticket
   * @param inside people that are in it now; null while the read model does not know
   * @param tickets how many it admits that were sold and are not void; null for a list that the
   *     sale does not name any more
   */
  record ListJson(
      String list, long entered, long departed, @Nullable Long inside, @Nullable Long tickets) {

    ListJson plus(GateReports.GateCount gate) {
      return new ListJson(
          list,
          entered + gate.entered(),
          departed + gate.departed(),
          inside == null ? null : Long.valueOf(inside + gate.inside()),
          tickets);
    }
  }

  /**
   * One gate and list.
   *
   * @param inside people that are in the list now and entered last through this gate
   * @param refused how often it said no, by reason
   */
  record GateJson(
      String gate,
      String list,
      long entered,
      long departed,
      long conflicts,
      long enteredRecently,
      @Nullable Long inside,
      Map<String, Long> refused) {}

  static GateReportJson of(
      GateReports.GateReport report, List<GateRefusals.Refused> refused, EntryLists named) {
    return new GateReportJson(
        report.sale().value(),
        report.asOf(),
        report.lag().toMillis(),
        lists(report, named),
        gates(report, refused));
  }

  /** Returns the lists that the sale names, in its order, also the unused ones; then all others. */
  private static List<ListJson> lists(GateReports.GateReport report, EntryLists named) {
    var lists = new LinkedHashMap<String, ListJson>();
    for (EntryList list : named.named()) lists.put(list.id(), empty(list.id(), report, named));
    report.gates().stream()
        .sorted(Comparator.comparing(GateReports.GateCount::list))
        .forEach(
            gate ->
                lists.put(
                    gate.list(),
                    lists.getOrDefault(gate.list(), empty(gate.list(), report, named)).plus(gate)));
    return List.copyOf(lists.values());
  }

  private static ListJson empty(String id, GateReports.GateReport report, EntryLists named) {
    Optional<EntryList> list = named.find(id, Reentry.AFTER_EXIT);
    @Nullable Long inside = report.insideKnown() ? 0L : null;
    return new ListJson(id, 0, 0, inside, list.map(found -> tickets(report, found)).orElse(null));
  }

  private static long tickets(GateReports.GateReport report, EntryList list) {
    return report.tickets().entrySet().stream()
        .filter(offer -> list.admits(offer.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Returns the gates, also those with refusals but no passage. */
  private static List<GateJson> gates(
      GateReports.GateReport report, List<GateRefusals.Refused> refused) {
    var gates = new TreeMap<Place, GateReports.GateCount>();
    report.gates().forEach(gate -> gates.put(new Place(gate.gate(), gate.list()), gate));
    var reasons = new HashMap<Place, Map<String, Long>>();
    for (GateRefusals.Refused no : refused) {
      var place = new Place(no.gate(), no.list());
      gates.putIfAbsent(place, new GateReports.GateCount(no.gate(), no.list(), 0, 0, 0, 0, 0));
      reasons.computeIfAbsent(place, key -> new TreeMap<>()).put(no.reason(), no.count());
    }
    return gates.entrySet().stream()
        .map(
            entry ->
                gate(
                    entry.getValue(),
                    report.insideKnown(),
                    reasons.getOrDefault(entry.getKey(), Map.of())))
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

  private static GateJson gate(
      GateReports.GateCount gate, boolean insideKnown, Map<String, Long> refused) {
    return new GateJson(
        gate.gate(),
        gate.list(),
        gate.entered(),
        gate.departed(),
        gate.conflicts(),
        gate.recent(),
        insideKnown ? gate.inside() : null,
        refused);
  }
}
