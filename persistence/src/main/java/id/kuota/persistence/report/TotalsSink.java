package id.kuota.persistence.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the totals of a report and no row. */
final class TotalsSink implements ReportSink {

  private List<ReportColumn> columns = List.of();
  private final Map<String, Long> totals = new LinkedHashMap<>();

  @Override
  public void begin(ReportHead head) {
    columns = head.report().columns();
  }

  @Override
  public void row(List<Cell> cells) {}

  @Override
  public void end(long rows, List<Cell> sums) {
    for (int i = 0; i < columns.size(); i++) {
      if (sums.get(i) instanceof Cell.Whole(var total)) totals.put(columns.get(i).name(), total);
    }
  }

  Map<String, Long> byColumn() {
    return totals;
  }
}
