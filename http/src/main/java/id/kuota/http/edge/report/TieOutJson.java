package id.kuota.http.edge.report;

import id.kuota.persistence.reconciliation.TieOutReport;
import id.kuota.persistence.report.AsOf;
import java.time.Instant;
import java.util.List;

/** The numbers of a sale by their sources, on the wire. */
record TieOutJson(
    String sale,
    String name,
    String currency,
    PositionsJson asOf,
    boolean ties,
    boolean journalRead,
    List<LineJson> lines,
    List<TieOutReport.Row> rows,
    long rowsFound) {

  /** Where both projections stand. */
  record PositionsJson(AsOfJson sales, AsOfJson orders) {}

  record AsOfJson(String position, Instant at, long lagMs) {
    static AsOfJson of(AsOf asOf) {
      return new AsOfJson(asOf.position(), asOf.at(), asOf.lag().toMillis());
    }
  }

  record LineJson(String name, String kind, long difference, List<TieOutReport.Value> values) {
    static LineJson of(TieOutReport.Line line) {
      String kind = line.isMoney() ? "money" : "count";
      return new LineJson(line.name(), kind, line.difference(), line.values());
    }
  }

  static TieOutJson of(TieOutReport report) {
    return new TieOutJson(
        report.sale(),
        report.name(),
        report.currency(),
        new PositionsJson(AsOfJson.of(report.sales()), AsOfJson.of(report.orders())),
        report.ties(),
        report.journalRead(),
        report.lines().stream().map(LineJson::of).toList(),
        report.rows(),
        report.rowsFound());
  }
}
