package id.kuota.http.edge.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence of a problem.
 *
 * @param detail what is special about this occurrence, for a person; null if nothing is
 * @param faults where the request is wrong
 * @param members further members of the answer, by their names on the wire
 * @param retryAfter when it makes sense to ask again; null if it does not
 */
public record Problem(
    ProblemCode code,
    @Nullable String detail,
    List<FieldError> faults,
    Map<String, Object> members,
    @Nullable Duration retryAfter) {

  public Problem {
    faults = List.copyOf(faults);
    members = Map.copyOf(members);
  }

  public static Problem of(ProblemCode code) {
    return new Problem(code, null, List.of(), Map.of(), null);
  }

  public static Problem of(ProblemCode code, String detail) {
    return of(code).withDetail(detail);
  }

  /** Creates the problem of a request with these faults. */
  public static Problem invalid(List<FieldError> faults) {
    return of(ProblemCode.VALIDATION_FAILED).withFaults(faults);
  }

  /** Returns the problem of an engine that did not answer in time: the outcome is unknown yet. */
  public static Problem outcomeUnknown() {
    return of(
            ProblemCode.OUTCOME_UNKNOWN,
            "The answer took too long. Send the same request again, with the same key.")
        .retryAfter(Duration.ofSeconds(1));
  }

  /** Creates the problem of an overloaded service; nothing was done. */
  public static Problem overloaded() {
    return of(ProblemCode.OVERLOADED, "Nothing was done. Try again in a moment, with the same key.")
        .retryAfter(Duration.ofSeconds(2));
  }

  public Problem withDetail(String words) {
    return new Problem(code, words, faults, members, retryAfter);
  }

  public Problem withFaults(List<FieldError> more) {
    return new Problem(code, detail, more, members, retryAfter);
  }

  /** Returns a copy with one more member. */
  public Problem with(String name, Object value) {
    var more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(code, detail, faults, more, retryAfter);
  }

  /** Returns a copy with a pause, in whole seconds on the wire. */
  public Problem retryAfter(Duration pause) {
    return new Problem(code, detail, faults, members, pause);
  }
}
