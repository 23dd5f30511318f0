package id.kuota.engine.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What an entity can do besides writing events. Belongs to one incarnation of the entity and is
 * used by its thread alone.
 *
 * @param <M> the messages of the entity
 */
public interface EntityContext<M> {

  /** Returns the time. It never goes back within an incarnation. */
  Instant now();

  /** Sends the entity a message. May be called by any thread. */
  void tellSelf(M message);

  /**
   * Sends the entity what becomes of a stage.
   *
   * @param message makes the message of the value, or of the failure
   */
  <T> void pipeToSelf(
      CompletionStage<T> stage, BiFunction<@Nullable T, @Nullable Throwable, M> message);

  /**
   * Returns a reference that other actors can answer to, on any node.
   *
   * @param message makes the entity's message of an answer
   */
  <T> ActorRef<T> adapter(Class<T> type, Function<T, M> message);

  /** Starts a timer, in place of an earlier one of the same key. A failed write cancels it. */
  void startTimer(Object key, M message, Duration delay);

  void cancelTimer(Object key);

  /** Returns the sequence number of the last event in the state. */
  long sequenceNumber();
}
