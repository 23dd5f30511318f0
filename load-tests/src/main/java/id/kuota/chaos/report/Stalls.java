package id.kuota.chaos.report;

import id.kuota.chaos.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The grants of each quota, and the answers' times, as the clients saw them. */
public final class Stalls {

  private static final long SECOND = 1_000_000_000L;

  /** Before and after a fault, for the comparison of answers. */
  private static final long AROUND = 10 * SECOND;

  /** A stall: from when, and until when, a quota granted nothing. */
  public record Stall(long from, long until) {
    public long nanos() {
      return until - from;
    }
  }

  /** A granted order. */
  private record Grant(long at, long nanos) {}

  private final Map<String, List<Grant>> grants = new HashMap<>();

  /**
   * Reads the grants of a run.
   *
   * @param history by time
   */
  public Stalls(List<Operation> history) {
    Map<Integer, Operation> begun = new HashMap<>();
    for (Operation operation : history) {
      if (operation.type() == Operation.Type.INVOKE) begun.put(operation.process(), operation);
      if (operation.type() != Operation.Type.OK || operation.kind() != Operation.Kind.PLACE)
        continue;
      Operation began = begun.getOrDefault(operation.process(), operation);
      grants
          .computeIfAbsent(operation.quota(), quota -> new ArrayList<>())
          .add(new Grant(operation.time(), operation.time() - began.time()));
    }
  }

  /** Returns the longest time without a grant that overlaps from ... until. */
  public Stall longest(String quota, long from, long until) {
    var longest = new Stall(from, from);
    long last = from;
    for (Grant grant : grants.getOrDefault(quota, List.of())) {
      if (grant.at() <= from) continue;
      long end = Math.min(grant.at(), until);
      if (end - last > longest.nanos()) longest = new Stall(last, end);
      last = end;
      if (grant.at() >= until) return longest;
    }
    return until - last > longest.nanos() ? new Stall(last, until) : longest;
  }

  /**
   * Returns how long each grant of these quotas took that was answered in a time before a moment.
   */
  public List<Long> answersBefore(List<String> quotas, long moment) {
    return answers(quotas, moment - AROUND, moment);
  }

  /** Returns how long each grant took that was answered in a time after a moment. */
  public List<Long> answersAfter(List<String> quotas, long moment) {
    return answers(quotas, moment, moment + AROUND);
  }

  private List<Long> answers(List<String> quotas, long from, long until) {
    return quotas.stream()
        .flatMap(quota -> grants.getOrDefault(quota, List.of()).stream())
        .filter(grant -> grant.at() > from && grant.at() <= until)
        .map(Grant::nanos)
        .toList();
  }
}
