package id.kuota.engine.entity;

import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.ShardCoordinator.ActorSystemDependentAllocationStrategy;
import org.apache.pekko.cluster.sharding.ShardCoordinator.ShardAllocationStrategy;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;

/**
 * Places the shards of a type so that each node has about as many hot ones as any other, and about
 * as many of the rest. Where a number of shards is out of balance the hot ones move first, in a
 * round of their own. Each of the two parts is placed by Pekko's strategy of the least shards,
 * which also avoids nodes that leave and waits while a rolling update replaces them.
 */
final class HotShardsFirst implements ActorSystemDependentAllocationStrategy {

  private final ShardAllocationStrategy ofHot;
  private final ShardAllocationStrategy ofRest;
  private final Supplier<Set<String>> hot;

  HotShardsFirst(
      ShardAllocationStrategy ofHot, ShardAllocationStrategy ofRest, Supplier<Set<String>> hot) {
    this.ofHot = ofHot;
    this.ofRest = ofRest;
    this.hot = hot;
  }

  /**
   * Creates the strategy, with the limits of a round from the settings of sharding.
   *
   * @param hot the ids of the hot shards at this moment; called by the coordinator's thread, must
   *     not block
   */
  static HotShardsFirst create(ActorSystem system, Supplier<Set<String>> hot) {
    var sharding = ClusterSharding.get(system);
    var settings = ClusterShardingSettings.create(system);
    return new HotShardsFirst(
        sharding.defaultShardAllocationStrategy(settings),
        sharding.defaultShardAllocationStrategy(settings),
        hot);
  }

  @Override
  public void start(ActorSystem system) {
    start(ofHot, system);
    start(ofRest, system);
  }

  private static void start(ShardAllocationStrategy part, ActorSystem system) {
    if (part instanceof ActorSystemDependentAllocationStrategy dependent) dependent.start(system);
  }

  @Override
  public Future<ActorRef> allocateShard(
      ActorRef requester, String shard, Map<ActorRef, IndexedSeq<String>> current) {
    Set<String> isHot = hot.get();
    return isHot.contains(shard)
        ? ofHot.allocateShard(requester, shard, part(current, isHot, true))
        : ofRest.allocateShard(requester, shard, part(current, isHot, false));
  }

  @Override
  public Future<scala.collection.immutable.Set<String>> rebalance(
      Map<ActorRef, IndexedSeq<String>> current,
      scala.collection.immutable.Set<String> inProgress) {
    Set<String> isHot = hot.get();
    return ofHot
        .rebalance(part(current, isHot, true), inProgress)
        .flatMap(
            moved ->
                moved.isEmpty()
                    ? ofRest.rebalance(part(current, isHot, false), inProgress)
                    : Future.successful(moved),
            ExecutionContext.parasitic$.MODULE$);
  }

  /** Every node with those of its shards that are hot, or those that are not. */
  @SuppressWarnings("unchecked") // Scala's filter loses its type in Java.
  private static Map<ActorRef, IndexedSeq<String>> part(
      Map<ActorRef, IndexedSeq<String>> current, Set<String> hot, boolean isHot) {
    return current.transform(
        (region, shards) -> shards.filter(shard -> hot.contains(shard) == isHot));
  }
}
