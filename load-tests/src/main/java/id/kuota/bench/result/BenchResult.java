package id.kuota.bench.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A whole run.
 *
 * @param command as it was typed
 * @param machine what it ran on: cores, memory, JVM, PostgreSQL, its settings
 */
public record BenchResult(
    Instant at, String command, Map<String, String> machine, List<SuiteResult> suites) {

  public BenchResult {
    suites = List.copyOf(suites);
  }

  public List<Violation> violations() {
    return suites.stream().flatMap(suite -> suite.violations().stream()).toList();
  }

  public List<Chart> charts() {
    return suites.stream().flatMap(suite -> suite.charts().stream()).toList();
  }

  public List<Goal> goals() {
    return suites.stream().flatMap(suite -> suite.goals().stream()).toList();
  }
}
