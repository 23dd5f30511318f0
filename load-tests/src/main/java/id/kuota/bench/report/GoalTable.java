package id.kuota.bench.report;

import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import java.util.LinkedHashMap;
import java.util.List;

/** The goals of a suite, met or missed, as a table. */
public final class GoalTable {

  private GoalTable() {}

  public static Table of(SuiteResult result) {
    List<Row> rows = result.goals().stream().map(GoalTable::row).toList();
    return new Table(result.suite() + "-goals", "Goals", rows, List.of());
  }

  private static Row row(Goal goal) {
    var of = new LinkedHashMap<String, String>();
    of.put("goal", goal.what());
    of.put("wanted", Words.wanted(goal));
    of.put("reached", Words.reached(goal));
    of.put("met", goal.isMet() ? "yes" : "MISSED");
    return new Row(of, List.of());
  }
}
