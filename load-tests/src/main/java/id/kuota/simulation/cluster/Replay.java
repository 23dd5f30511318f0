package id.kuota.simulation.cluster;

import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityLogic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** An entity that is read from its journal to be asked what it owes, and does nothing. */
final class Replay<M> implements EntityContext<M> {

  private final Instant now;

  private Replay(Instant now) {
    this.now = now;
  }

  /** What the state at the end of a stream owes. */
  @SuppressWarnings("unchecked") // The stream holds what an entity of this type has written.
  static <M, E, S> List<?> of(
      Function<EntityContext<M>, EntityLogic<M, E, S, ?>> entity,
      List<Object> stream,
      Instant now) {
    EntityLogic<M, E, S, ?> logic = entity.apply(new Replay<>(now));
    S state = logic.emptyState();
    for (Object event : stream) state = logic.evolve(state, (E) event);
    logic.recovered(state);
    return logic.effects(state, now);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void tellSelf(M message) {}

  @Override
  public <T> void pipeToSelf(
      CompletionStage<T> stage, BiFunction<@Nullable T, @Nullable Throwable, M> message) {}

  @Override
  public <T> ActorRef<T> adapter(Class<T> type, Function<T, M> message) {
    return new Address<>(nothing -> {});
  }

  @Override
  public void startTimer(Object key, M message, Duration delay) {}

  @Override
  public void cancelTimer(Object key) {}

  @Override
  public long sequenceNumber() {
    return 0;
  }
}
