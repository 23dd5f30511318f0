package id.kuota.engine.entity;

import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.HashCodeMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The entities of a node: starts each type in the cluster's sharding. */
public final class EntityShards {

  private final ActorSystem<?> system;
  private final ClusterSharding sharding;
  private final ClusterShardingSettings settings;
  private final Clock clock;
  private final MemoryLease lease;
  private final EntityTelemetry telemetry;

  public EntityShards(
      ActorSystem<?> system,
      ClusterSharding sharding,
      Clock clock,
      MemoryLease lease,
      EntityTelemetry telemetry) {
    this.system = system;
    this.sharding = sharding;
    // Entities passivate by themselves: only they know whether they still owe something.
    this.settings = ClusterShardingSettings.create(system).withNoPassivationStrategy();
    this.clock = clock;
    this.lease = lease;
    this.telemetry = telemetry;
  }

  /**
   * Starts the entities of a type.
   *
   * @param kind how the entity of an id lives
   * @param logic makes the logic of the entity of an id
   */
  public <M, E, S> void start(
      EntityTypeKey<M> type,
      Function<String, EntityKind<M>> kind,
      BiFunction<String, EntityContext<M>, EntityLogic<M, E, S, ?>> logic) {
    start(type, kind, logic, Stream::empty);
  }

  /**
   * Starts the entities of a type of which a few have most of the work.
   *
   * @param hot the ids of those at this moment; must not block
   */
  public <M, E, S> void start(
      EntityTypeKey<M> type,
      Function<String, EntityKind<M>> kind,
      BiFunction<String, EntityContext<M>, EntityLogic<M, E, S, ?>> logic,
      Supplier<Stream<String>> hot) {
    var ids = new HashCodeMessageExtractor<M>(settings.numberOfShards());
    Supplier<Set<String>> hotShards = () -> hot.get().map(ids::shardId).collect(toSet());
    sharding.init(
        entity(type, kind, logic)
            .withAllocationStrategy(
                HotShardsFirst.create(Adapter.toClassic(system), type.name(), hotShards)));
  }

  @SuppressWarnings("unchecked") // The behavior takes signals besides its messages.
  private <M, E, S> Entity<M, ShardingEnvelope<M>> entity(
      EntityTypeKey<M> type,
      Function<String, EntityKind<M>> kind,
      BiFunction<String, EntityContext<M>, EntityLogic<M, E, S, ?>> logic) {
    return Entity.of(type, entity -> behavior(entity.getEntityId(), kind, logic))
        .withSettings(settings)
        .withStopMessage((M) EntitySignal.STOP);
  }

  private <M, E, S> Behavior<M> behavior(
      String id,
      Function<String, EntityKind<M>> kind,
      BiFunction<String, EntityContext<M>, EntityLogic<M, E, S, ?>> logic) {
    return PersistentEntity.create(
        id,
        kind.apply(id),
        self -> logic.apply(id, self),
        EntityShards::passivate,
        clock,
        lease,
        telemetry);
  }

  /**
   * Asks the shard that has started an entity to stop it. The message goes to the shard directly:
   * the typed API adds one more actor, which looks up the shard by its path each time.
   */
  private static void passivate(ActorContext<Object> entity) {
    var context = Adapter.toClassic(entity);
    context.parent().tell(new ShardRegion.Passivate(EntitySignal.STOP), context.self());
  }
}
