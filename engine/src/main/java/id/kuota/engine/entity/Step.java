package id.kuota.engine.entity;

import java.util.List;
import java.util.function.Consumer;

/**
 * What follows from a message.
 *
 * @param events to be written, all or none, in this order
 * @param afterwards runs when they are in the journal, with the state that they lead to: replies,
 *     for the most part. It does not run if the write fails.
 */
public record Step<E, S>(List<E> events, Consumer<S> afterwards) {

  public Step {
    events = List.copyOf(events);
  }

  public static <E, S> Step<E, S> none() {
    return new Step<>(List.of(), state -> {});
  }

  public static <E, S> Step<E, S> write(List<E> events) {
    return new Step<>(events, state -> {});
  }

  public static <E, S> Step<E, S> write(List<E> events, Consumer<S> afterwards) {
    return new Step<>(events, afterwards);
  }

  public static <E, S> Step<E, S> reply(Runnable reply) {
    return new Step<>(List.of(), state -> reply.run());
  }
}
