package id.kuota.chaos.check;

import id.kuota.chaos.history.FinalState;
import id.kuota.chaos.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Judges a run. */
public final class Checker {

  private Checker() {}

  /**
   * Returns what was broken; empty if all promises were kept.
   *
   * @param history of all clients, by time
   */
  public static List<Finding> check(List<Operation> history, FinalState end) {
    List<Call> calls = Call.of(history);
    Map<String, List<Call>> byKey =
        calls.stream()
            .collect(Collectors.groupingBy(Call::key, LinkedHashMap::new, Collectors.toList()));
    var findings = new ArrayList<Finding>();
    findings.addAll(new OrderRules(byKey, end).findings());
    byKey.forEach((key, ofOrder) -> findings.addAll(LookRules.findings(key, ofOrder, end)));
    findings.addAll(new QuotaRules(calls, byKey, end).findings());
    return findings;
  }
}
