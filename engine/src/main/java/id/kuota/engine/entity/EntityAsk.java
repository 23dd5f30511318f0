package id.kuota.engine.entity;

import id.kuota.engine.Limits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * Asks entities. What follows on an answer runs in the thread that brought it, and must not block:
 * the stages of {@link AskPattern} are Scala's, and take each of their steps to the common pool of
 * the JVM, one thread on two processors. Thread-safe.
 */
public final class EntityAsk {

  private final ActorSystem<?> system;

  public EntityAsk(ActorSystem<?> system) {
    this.system = system;
  }

  /** The stage fails if there is no answer within {@link Limits#ENTITY_TIMEOUT}. */
  public <M, R> CompletionStage<R> ask(RecipientRef<M> entity, Function<ActorRef<R>, M> question) {
    return ask(entity, question, Limits.ENTITY_TIMEOUT);
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
}
