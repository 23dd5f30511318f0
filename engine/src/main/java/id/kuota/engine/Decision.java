package id.kuota.engine;

import java.util.List;

/**
 * What a rule decides about a command: the events it causes, or one named refusal.
 *
 * <p>An accepted decision without events is a repeated request: nothing new happens, and the answer
 * is the same as before.
 */
public sealed interface Decision<E, R> {

  /** The command is granted; {@code events} are to be written, all or none, in this order. */
  record Accepted<E, R>(List<E> events) implements Decision<E, R> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The command is turned down and leaves no trace. */
  record Refused<E, R>(R reason) implements Decision<E, R> {}

  static <E, R> Decision<E, R> accepted(E event) {
    return new Accepted<>(List.of(event));
  }

  static <E, R> Decision<E, R> accepted(List<E> events) {
    return new Accepted<>(events);
  }

  /** Accepts without an event: the request is fulfilled already. */
  static <E, R> Decision<E, R> alreadySo() {
    return new Accepted<>(List.of());
  }

  static <E, R> Decision<E, R> refused(R reason) {
    return new Refused<>(reason);
  }
}
