package id.kuota.chaos.check;

import id.kuota.chaos.history.FinalState;
import id.kuota.chaos.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What holds of the answers about one order: none goes back in time, and no hold ends early. */
final class LookRules {

  private LookRules() {}

  static List<Finding> findings(String key, List<Call> calls, FinalState end) {
    var findings = new ArrayList<Finding>();
    List<Call> answers = calls.stream().filter(LookRules::tells).toList();
    for (Call look : answers) {
      answers.stream()
          .filter(earlier -> earlier.to() < look.from())
          .filter(earlier -> isAfter(earlier, look))
          .findFirst()
          .ifPresent(earlier -> findings.add(stale(key, earlier, look)));
      if (look.kind() == Operation.Kind.LOOK) wrongEnd(key, answers, look).ifPresent(findings::add);
    }
    endedEarly(key, calls, answers, end).ifPresent(findings::add);
    return findings;
  }

  /**
   * Returns whether an answer says where the order stands at the time of the call. A repeated
   * request to place it gets the answer that was given at first.
   */
  private static boolean tells(Call call) {
    return (call.isOk() && call.kind() != Operation.Kind.REPEAT && !call.status().isEmpty())
        || isDenial(call);
  }

  private static boolean isDenial(Call call) {
    return call.kind() == Operation.Kind.LOOK && call.type() == Operation.Type.FAIL;
  }

  private static boolean isAfter(Call earlier, Call look) {
    return !isDenial(earlier) && stage(earlier) > stage(look);
  }

  /** Later stages never lead back to earlier ones. Money that comes late ends an expiry. */
  private static int stage(Call call) {
    return switch (call.status()) {
      case "held" -> 1;
      case "expired" -> 2;
      case "retaking" -> 3;
      case "paid", "cancelled" -> 4;
      case "refund_due" -> 5;
      case "refunded" -> 6;
      default -> 0;
    };
  }

  private static Finding stale(String key, Call earlier, Call look) {
    return new Finding(
        Finding.Kind.STALE_LOOK,
        key,
        "%s said %s at %.3f s; a look that began at %.3f s said %s"
            .formatted(
                earlier.kind(),
                earlier.status(),
                earlier.to() / 1e9,
                look.from() / 1e9,
                isDenial(look) ? look.code() : look.status()));
  }

  /** Paid and cancelled exclude each other. */
  private static Optional<Finding> wrongEnd(String key, List<Call> answers, Call look) {
    return answers.stream()
        .filter(other -> stage(other) == 4 && stage(look) == 4)
        .filter(other -> !Objects.equals(other.status(), look.status()))
        .findFirst()
        .map(
            other ->
                new Finding(
                    Finding.Kind.TWO_ANSWERS,
                    key,
                    "%s and %s".formatted(other.status(), look.status())));
  }

  private static Optional<Finding> endedEarly(
      String key, List<Call> calls, List<Call> answers, FinalState end) {
    return calls.stream()
        .filter(call -> call.kind() == Operation.Kind.PLACE)
        .findFirst()
        .flatMap(
            place ->
                answers.stream()
                    .filter(look -> look.status().equals("expired"))
                    .filter(look -> look.to() < place.from() + end.holdMillis() * 1_000_000)
                    .findFirst()
                    .map(
                        look ->
                            new Finding(
                                Finding.Kind.ENDED_EARLY,
                                key,
                                "asked for at %.3f s, expired at %.3f s, and held for %.1f s"
                                    .formatted(
                                        place.from() / 1e9,
                                        look.to() / 1e9,
                                        end.holdMillis() / 1e3))));
  }
}
