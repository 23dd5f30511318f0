package id.kuota.engine;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.Recovery;

/**
 * What all persistent entities of the engine have in common: after a failed write they recover,
 * with growing pauses; their plugins are configured once for the system; and they read no snapshot,
 * which for a short stream costs a query and saves nothing.
 *
 * @param <M> what it understands
 * @param <E> what its journal holds
 * @param <S> what it is
 */
public abstract class EngineEntity<M, E, S>
    extends EventSourcedBehaviorWithEnforcedReplies<M, E, S> {

  private static final BackoffSupervisorStrategy AGAIN =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  private final ActorSystem<?> system;

  protected EngineEntity(PersistenceId id, ActorContext<M> context) {
    super(id, AGAIN);
    this.system = context.getSystem();
  }

  /**
   * One that is asked by many at once.
   *
   * @param stash messages that may wait while it writes
   */
  protected EngineEntity(PersistenceId id, ActorContext<M> context, int stash) {
    super(id, AGAIN.withStashCapacity(stash));
    this.system = context.getSystem();
  }

  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public final Optional<Config> journalPluginConfig() {
    return PluginConfig.of(system);
  }

  @Override
  public final Optional<Config> snapshotPluginConfig() {
    return PluginConfig.of(system);
  }
}
