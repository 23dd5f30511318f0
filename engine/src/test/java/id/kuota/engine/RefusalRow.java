package id.kuota.engine;

import java.util.function.Supplier;

/**
 * One way to be refused.
 *
 * @param when what the asker did, in a few words for the table of refusals
 * @param actual does it and returns the reason
 */
public record RefusalRow<R extends Enum<R>>(R expected, String when, Supplier<R> actual) {

  /** The reason of a decision that should be a refusal. */
  public static <E, R> R reason(Decision<E, R> decision) {
    return switch (decision) {
      case Decision.Refused<E, R>(var reason) -> reason;
      case Decision.Accepted<E, R>(var events) -> throw new AssertionError("accepted: " + events);
    };
  }
}
