package id.kuota.chaos.run;

import id.kuota.chaos.check.Finding;
import id.kuota.chaos.history.Operation;
import id.kuota.chaos.report.FaultTable;
import id.kuota.chaos.report.Injection;
import id.kuota.chaos.report.Stalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param notWhole faults after which the cluster did not become whole again
 * @param dropped arrivals of clients that were all busy
 * @param ends for each node, how often it has ended, by exit code
 */
public record Result(
    List<Injection> injections,
    List<String> notWhole,
    List<Operation> history,
    List<Finding> findings,
    long dropped,
    List<Map<Integer, Integer>> ends) {

  private static final int SHOWN_MAX = 20;

  /** Returns whether every promise was kept. */
  public boolean isGood() {
    return findings.isEmpty() && notWhole.isEmpty();
  }

  /** Returns the report, in lines. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.addAll(FaultTable.of(injections, new Stalls(history)));
    lines.add(
        "stalls in s, over the quotas of the nodes that were hit; p99 of others in ms, 10 s each");
    lines.add(
        "rest: from the fence, else from the end of the fault; whole: until all nodes are in and all quotas sell");
    lines.add("");
    lines.add(
        "acknowledged %,d   lost %d   oversold %d   unanswered %d   stale %d   other findings %d"
            .formatted(
                acknowledged(),
                count(Finding.Kind.LOST),
                count(Finding.Kind.OVERSOLD),
                count(Finding.Kind.UNANSWERED),
                count(Finding.Kind.STALE_LOOK),
                count(
                    Finding.Kind.TWO_ANSWERS,
                    Finding.Kind.ENDED_EARLY,
                    Finding.Kind.PHANTOM,
                    Finding.Kind.REORDERED)));
    lines.add(
        "requests %,d   without final answer %,d   arrivals dropped %,d   ends of nodes by code %s"
            .formatted(
                ended(Operation.Type.OK) + ended(Operation.Type.FAIL) + ended(Operation.Type.INFO),
                ended(Operation.Type.INFO),
                dropped,
                ends));
    long refused =
        history.stream().filter(one -> one.code().equals(Operation.GRANTED_AFTER_REFUSAL)).count();
    if (refused > 0) {
      lines.add(
          "granted after silence and a refusal that the cache of another node gave: " + refused);
    }
    notWhole.forEach(fault -> lines.add("NOT WHOLE again after " + fault));
    findings.stream()
        .limit(SHOWN_MAX)
        .forEach(
            finding ->
                lines.add(
                    "%s %s: %s".formatted(finding.kind(), finding.where(), finding.detail())));
    if (findings.size() > SHOWN_MAX)
      lines.add("and %,d more".formatted(findings.size() - SHOWN_MAX));
    return lines;
  }

  private long acknowledged() {
    return history.stream()
        .filter(operation -> operation.type() == Operation.Type.OK)
        .filter(
            operation ->
                operation.kind() == Operation.Kind.PLACE
                    || operation.kind() == Operation.Kind.REPEAT)
        .map(Operation::key)
        .distinct()
        .count();
  }

  private long ended(Operation.Type type) {
    return history.stream().filter(operation -> operation.type() == type).count();
  }

  private long count(Finding.Kind... kinds) {
    List<Finding.Kind> wanted = List.of(kinds);
    return findings.stream().filter(finding -> wanted.contains(finding.kind())).count();
  }
}
