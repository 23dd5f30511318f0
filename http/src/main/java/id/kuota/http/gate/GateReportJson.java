package id.kuota.http.gate;

import id.kuota.persistence.readmodel.GateReports.GateCount;
import id.kuota.persistence.readmodel.GateReports.GateReport;
import java.time.Instant;
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

  record GateJson(
      String gate,
      String list,
      long entered,
      long departed,
      long conflicts,
      long enteredRecently) {}

  static GateReportJson of(GateReport report) {
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
        report.gates().stream().map(GateReportJson::gate).toList());
  }

  private static GateJson gate(GateCount gate) {
    return new GateJson(
        gate.gate(), gate.list(), gate.entered(), gate.departed(), gate.conflicts(), gate.recent());
  }
}
