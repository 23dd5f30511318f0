package id.kuota.engine.entity;

import id.kuota.engine.Limits;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.SpanCarrier;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks entities. What follows on an answer runs in the thread that brought it, and must not block:
 * the stages of {@link AskPattern} are Scala's, and take each of their steps to the common pool of
 * the JVM, one thread on two processors. The question and what follows on the answer are work for
 * the span of the thread that asks. Thread-safe.
 */
public final class EntityAsk {

  private final ActorSystem<?> system;
  private final LongSupplier nanoTime;
  private final RetransmissionTimeout timeout = new RetransmissionTimeout();
  private final Set<InFlight<?>> inFlight = ConcurrentHashMap.newKeySet();

  /**
   * Creates it.
   *
   * @param nanoTime as of {@link System#nanoTime}
   */
  public EntityAsk(ActorSystem<?> system, LongSupplier nanoTime) {
    this.system = system;
    this.nanoTime = nanoTime;
  }

  /** The stage fails if there is no answer within {@link Limits#ENTITY_TIMEOUT}. */
  public <M, R> CompletionStage<R> ask(RecipientRef<M> entity, Function<ActorRef<R>, M> question) {
    return ask(entity, question, Limits.ENTITY_TIMEOUT);
  }

  /**
   * Asks for what changes nothing, and asks again while there is no answer: the entity may have
   * moved, or its node may be lost.
   */
  public <M, R> CompletionStage<R> look(RecipientRef<M> entity, Function<ActorRef<R>, M> question) {
    return ask(inFlight(entity, Again.LOOK, timeout.first()), question);
  }

  /**
   * Asks, and asks again when a node was lost while there is no answer: for what an entity answers
   * alike the second time. While it is only slow it is not asked again: a second request could
   * begin when the first one has just been refused.
   */
  public <M, R> CompletionStage<R> askRepeatedly(
      RecipientRef<M> entity, Function<ActorRef<R>, M> question) {
    return ask(inFlight(entity, Again.WHEN_A_NODE_IS_LOST, Duration.ZERO), question);
  }

  /**
   * Asks, and asks again while there is no answer, also for what a second request could change that
   * the first has left alone.
   *
   * @param confirm gets the answer if the question was sent more than once, and returns what holds
   *     when the last sending was handled, by one more question to the same entity: it comes after
   *     them
   */
  public <M, R> CompletionStage<R> askUntilAnswered(
      RecipientRef<M> entity,
      Function<ActorRef<R>, M> question,
      Function<R, CompletionStage<R>> confirm) {
    InFlight<M> asked = inFlight(entity, Again.CHANGE, Limits.RETRANSMISSION_MAX);
    return this.<M, R>ask(asked, question)
        .thenCompose(
            answer ->
                asked.isRepeated()
                    ? confirm.apply(answer)
                    : CompletableFuture.completedFuture(answer));
  }

  private <M> InFlight<M> inFlight(RecipientRef<M> entity, Again again, Duration pause) {
    return new InFlight<>(entity, nanoTime.getAsLong(), pause, again);
  }

  private <M, R> CompletionStage<R> ask(InFlight<M> asked, Function<ActorRef<R>, M> question) {
    inFlight.add(asked);
    return this.<M, R>ask(asked.entity, replyTo -> asked.with(question.apply(replyTo)))
        .whenComplete((_, failure) -> ended(asked, failure == null));
  }

  private void ended(InFlight<?> asked, boolean isAnswered) {
    inFlight.remove(asked);
    if (isAnswered && asked.again == Again.LOOK && !asked.isRepeated()) {
      timeout.answered(nanoTime.getAsLong() - asked.sinceNanos());
    }
  }

  /** Asks again where an answer is overdue. To be called often. */
  public void repeatOverdue() {
    long now = nanoTime.getAsLong();
    inFlight.stream()
        .filter(asked -> asked.again != Again.WHEN_A_NODE_IS_LOST)
        .forEach(asked -> asked.repeatIfDue(now));
  }

  /** Sends the repeatable questions without an answer again: a node was lost. */
  public void repeatInFlight() {
    inFlight.forEach(InFlight::repeat);
  }

  public <M, R> CompletionStage<R> ask(
      RecipientRef<M> entity, Function<ActorRef<R>, M> question, Duration timeout) {
    var answer = new CompletableFuture<R>();
    Span span = Span.current();
    AskPattern.ask(
            entity,
            (ActorRef<R> replyTo) -> SpanCarrier.carry(question.apply(replyTo), span),
            timeout,
            system.scheduler())
        .whenCompleteAsync(
            (reply, failure) ->
                span.run(
                    () -> {
                      if (failure == null) answer.complete(reply);
                      else answer.completeExceptionally(failure);
                    }),
            Runnable::run);
    return answer;
  }

  private enum Again {
    LOOK,
    CHANGE,
    WHEN_A_NODE_IS_LOST
  }

  /** A question on its way; equal to no other. It is repeated by one thread at a time. */
  private static final class InFlight<M> {

    private final RecipientRef<M> entity;
    private final long sinceNanos;
    private final Again again;
    private final Span span = Span.current();
    private long dueNanos;
    private Duration pause;
    private volatile @Nullable M message;
    private volatile boolean repeated;

    InFlight(RecipientRef<M> entity, long sinceNanos, Duration pause, Again again) {
      this.entity = entity;
      this.again = again;
      this.sinceNanos = sinceNanos;
      this.pause = pause;
      this.dueNanos = sinceNanos + pause.toNanos();
    }

    M with(M asked) {
      message = asked;
      return asked;
    }

    long sinceNanos() {
      return sinceNanos;
    }

    boolean isRepeated() {
      return repeated;
    }

    void repeatIfDue(long now) {
      if (now - dueNanos < 0) return;
      repeat();
      pause = RetransmissionTimeout.next(pause);
      dueNanos = now + pause.toNanos();
    }

    void repeat() {
      M asked = message;
      if (asked == null) return;
      repeated = true;
      entity.tell(SpanCarrier.carry(asked, span));
    }
  }
}
