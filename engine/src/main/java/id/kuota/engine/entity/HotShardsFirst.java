package id.kuota.engine.entity;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;
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
import scala.jdk.javaapi.CollectionConverters;

/**
 * Places the shards of a type so that each node has about as many hot ones as any other, and about
 * as many of the rest. Where a number of shards is out of balance the hot ones move first, in
 * rounds of their own, of one shard for each node that gets some: two at a time would wait for each
 * other there, and for a hot quota each tenth of a second counts. Of the rest a node gets as many
 * in a round as it has: its first ones find cold code, and the coordinator writes the moves of a
 * round down one after the other, while all of the round wait. A node that has just come gets none
 * before the next round, since it still starts. Each of the two parts is placed by Pekko's strategy
 * of the least shards, which also avoids nodes that leave and waits while a rolling update replaces
 * them. For the coordinator's thread.
 */
final class HotShardsFirst implements ActorSystemDependentAllocationStrategy {

  private final ShardAllocationStrategy ofHot;
  private final ShardAllocationStrategy ofRest;
  private final Supplier<Set<String>> hot;
  private final LostRegions lost;
  private Set<ActorRef> known = Set.of();

  HotShardsFirst(
      ShardAllocationStrategy ofHot,
      ShardAllocationStrategy ofRest,
      Supplier<Set<String>> hot,
      LostRegions lost) {
    this.ofHot = ofHot;
    this.ofRest = ofRest;
    this.hot = hot;
    this.lost = lost;
  }

  /**
   * Creates the strategy, with the limits of a round from the settings of sharding.
   *
   * @param type of the entities
   * @param hot the ids of the hot shards at this moment; called by the coordinator's thread, must
   *     not block
   */
  static HotShardsFirst create(ActorSystem system, String type, Supplier<Set<String>> hot) {
    var sharding = ClusterSharding.get(system);
    var settings = ClusterShardingSettings.create(system);
    return new HotShardsFirst(
        sharding.defaultShardAllocationStrategy(settings),
        sharding.defaultShardAllocationStrategy(settings),
        hot,
        LostRegions.of(system, type));
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
    Set<ActorRef> regions = CollectionConverters.asJava(current).keySet();
    lost.look(regions, inProgress.nonEmpty());
    boolean isStarting = !known.containsAll(regions);
    known = new HashSet<>(regions);
    if (isStarting) return Future.successful(scala.collection.immutable.Set$.MODULE$.empty());
    Set<String> isHot = hot.get();
    Map<ActorRef, IndexedSeq<String>> hotPart = part(current, isHot, true);
    return ofHot
        .rebalance(hotPart, inProgress)
        .flatMap(
            moved ->
                moved.isEmpty()
                    ? rebalanceRest(part(current, isHot, false), inProgress)
                    : Future.successful(someOf(moved, room(hotPart, size -> 1))),
            ExecutionContext.parasitic$.MODULE$);
  }

  private Future<scala.collection.immutable.Set<String>> rebalanceRest(
      Map<ActorRef, IndexedSeq<String>> part, scala.collection.immutable.Set<String> inProgress) {
    int room = room(part, size -> Math.max(1, size));
    return ofRest
        .rebalance(part, inProgress)
        .map(moved -> someOf(moved, room), ExecutionContext.parasitic$.MODULE$);
  }

  /**
   * Returns how many shards a round may move.
   *
   * @param ofNode how many a node may get that has so many and less than the mean
   */
  private static int room(Map<ActorRef, IndexedSeq<String>> part, IntUnaryOperator ofNode) {
    int[] sizes =
        CollectionConverters.asJava(part).values().stream().mapToInt(IndexedSeq::size).toArray();
    double mean = Arrays.stream(sizes).average().orElse(0);
    return Math.max(1, Arrays.stream(sizes).filter(size -> size < mean).map(ofNode).sum());
  }

  @SuppressWarnings("unchecked") // Scala's take loses its type in Java.
  private static scala.collection.immutable.Set<String> someOf(
      scala.collection.immutable.Set<String> shards, int most) {
    return (scala.collection.immutable.Set<String>) shards.take(most);
  }

  /** Every node with those of its shards that are hot, or those that are not. */
  @SuppressWarnings("unchecked") // Scala's filter loses its type in Java.
  private static Map<ActorRef, IndexedSeq<String>> part(
      Map<ActorRef, IndexedSeq<String>> current, Set<String> hot, boolean isHot) {
    return current.transform(
        (region, shards) -> shards.filter(shard -> hot.contains(shard) == isHot));
  }
}
