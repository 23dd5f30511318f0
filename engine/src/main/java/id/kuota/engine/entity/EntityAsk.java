package id.kuota.engine.entity;

import id.kuota.engine.Limits;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks entities. What follows on an answer runs in the thread that brought it, and must not block:
 * the stages of {@link AskPattern} are Scala's, and take each of their steps to the common pool of
 * the JVM, one thread on two processors. Thread-safe.
 */
public final class EntityAsk {

  private final ActorSystem<?> system;
  private final Set<InFlight<?>> inFlight = ConcurrentHashMap.newKeySet();

  public EntityAsk(ActorSystem<?> system) {
    this.system = system;
  }

  /** The stage fails if there is no answer within {@link Limits#ENTITY_TIMEOUT}. */
  public <M, R> CompletionStage<R> ask(RecipientRef<M> entity, Function<ActorRef<R>, M> question) {
    return ask(entity, question, Limits.ENTITY_TIMEOUT);
  }

  /**
   * Asks, and asks again when a node was lost while there is no answer: for questions that an
   * entity answers alike the second time.
   */
  public <M, R> CompletionStage<R> askRepeatedly(
      RecipientRef<M> entity, Function<ActorRef<R>, M> question) {
    var asked = new InFlight<M>(entity);
    inFlight.add(asked);
    return this.<M, R>ask(entity, replyTo -> asked.with(question.apply(replyTo)))
        .whenComplete((_, _) -> inFlight.remove(asked));
  }

  /** Sends the repeatable questions without an answer again: a node was lost. */
  public void repeatInFlight() {
    inFlight.forEach(InFlight::repeat);
  }

  public <M, R> CompletionStage<R> ask(
      RecipientRef<M> entity, Function<ActorRef<R>, M> question, Duration timeout) {
    var answer = new CompletableFuture<R>();
    AskPattern.ask(entity, question::apply, timeout, system.scheduler())
        .whenCompleteAsync(
            (reply, failure) -> {
              if (failure == null) answer.complete(reply);
              else answer.completeExceptionally(failure);
            },
            Runnable::run);
    return answer;
  }

  /** A question on its way; equal to no other. */
  private static final class InFlight<M> {

    private final RecipientRef<M> entity;
    private volatile @Nullable M message;

    InFlight(RecipientRef<M> entity) {
      this.entity = entity;
    }

    M with(M asked) {
      message = asked;
      return asked;
    }

    void repeat() {
      M asked = message;
      if (asked != null) entity.tell(asked);
    }
  }
}
