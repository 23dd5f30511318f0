package id.kuota.engine;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.sharding.ShardRegion;

/**
 * The shard of an entity, as far as the entity needs it.
 *
 * @param <M> what the entity understands
 */
@FunctionalInterface
public interface Shard<M> {

  /** Asked by an entity to stop it; what comes meanwhile waits, and wakes it again. */
  void passivate(ActorContext<M> entity);

  /**
   * Passivates an entity that has no event and nothing in flight: it leaves with its answer, so
   * that a made-up id costs memory for one question only. The timer of {@link Idleness} would keep
   * it for minutes.
   *
   * @param isAbsent whether the entity has no event and nothing in flight
   */
  default void passivateAbsent(ActorContext<M> entity, boolean isAbsent) {
    if (isAbsent) passivate(entity);
  }

  /**
   * The shard that has started the entity. It is told directly: the way of the typed API leads
   * through one more actor, which looks for the shard by its path each time.
   *
   * @param stop what the entity is told in the end
   */
  static <M> Shard<M> thatStarted(M stop) {
    var passivate = new ShardRegion.Passivate(stop);
    return entity -> {
      var context = Adapter.toClassic(entity);
      context.parent().tell(passivate, context.self());
    };
  }
}
