package id.kuota.bench.result;

import java.util.List;

/** What one suite found. */
public record SuiteResult(
    String suite,
    List<Table> tables,
    List<Chart> charts,
    List<Goal> goals,
    List<Violation> violations) {

  public SuiteResult {
    tables = List.copyOf(tables);
    charts = List.copyOf(charts);
    goals = List.copyOf(goals);
    violations = List.copyOf(violations);
  }
}
