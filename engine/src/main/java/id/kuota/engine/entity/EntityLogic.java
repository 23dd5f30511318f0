package id.kuota.engine.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an entity does about its messages: rules, replies and effects, without Pekko Persistence.
 * {@link EntityRunner} runs it, in the cluster and in simulation alike. One instance belongs to one
 * incarnation of one entity. Not thread-safe.
 *
 * @param <M> the messages that it understands
 * @param <E> its events
 * @param <S> its states
 * @param <F> its effects
 */
public abstract class EntityLogic<M, E, S, F extends Effect> {

  protected final EntityContext<M> context;

  /** Where the answers to effects are recorded. */
  protected final EffectMachine<F> effects = new EffectMachine<>();

  private @Nullable EventListener<E, S> listener;

  protected EntityLogic(EntityContext<M> context) {
    this.context = context;
  }

  /** Lets a listener hear of its events; returns this. */
  public EntityLogic<M, E, S, F> heardBy(EventListener<E, S> other) {
    listener = other;
    return this;
  }

  void persisted(List<E> events, S state) {
    if (listener != null) listener.persisted(events, state, context.now());
  }

  public abstract S emptyState();

  public abstract S evolve(S state, E event);

  /** Decides about a message. */
  public abstract Step<E, S> on(S state, M message);

  /**
   * Gives up what waits for too long. Called at each idle check, so every {@link
   * EntityKind#idleAfter} while the entity is in memory.
   */
  public Step<E, S> tick(S state) {
    return Step.none();
  }

  /** Starts over after a recovery: what was in flight before it is unknown. */
  public void recovered(S state) {}

  /** Returns what the state owes now. Called after each message, so it must be quick. */
  public List<F> effects(S state, Instant now) {
    return List.of();
  }

  /** Returns when time alone makes the state owe more; empty if it does not. */
  public Optional<Instant> nextEffectAt(S state) {
    return Optional.empty();
  }

  /** Sends an effect. Its answer comes as a message. */
  public void perform(F effect) {
    throw new IllegalStateException("an entity without effects: " + effect);
  }

  /** Runs after each message and recovery, when the effects have been aligned. */
  public void settled(S state) {}

  /**
   * Returns whether work is in flight, other than effects, that would be lost if the entity
   * stopped.
   */
  public boolean isBusy(S state) {
    return false;
  }

  /** Returns whether the entity must stay in memory although it is idle. */
  public boolean staysAwake(S state) {
    return false;
  }

  /**
   * Returns whether the entity has no event and nothing in its memory is worth keeping. It
   * passivates with its answer then, so that a made-up id costs memory for one question only.
   */
  public boolean isVacant(S state) {
    return false;
  }

  /** For how long an idle entity will probably be needed again; zero if it will not be. */
  public Duration expectedWithin(S state) {
    return Duration.ZERO;
  }
}
