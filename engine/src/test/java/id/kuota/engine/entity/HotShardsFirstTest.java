package id.kuota.engine.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.sharding.ShardCoordinator.AbstractShardAllocationStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/** Hot shards and the others are placed apart from each other, the hot ones first. */
final class HotShardsFirstTest {

  private final ActorTestKit kit = ActorTestKit.create();
  private final ActorRef node = region();
  private final Part ofHot = new Part();
  private final Part ofRest = new Part();
  private final HotShardsFirst strategy =
      new HotShardsFirst(
          ofHot, ofRest, () -> Set.of("hot-1", "hot-2"), new LostRegions(message -> {}));

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  private ActorRef region() {
    return Adapter.toClassic(kit.createTestProbe().ref());
  }

  /** Moves what it is told to, and remembers the shards that it was shown. */
  private static final class Part extends AbstractShardAllocationStrategy {

    private final List<String> shown = new ArrayList<>();
    private Set<String> moves = Set.of();

    @Override
    public Future<ActorRef> allocateShard(
        ActorRef requester, String shard, java.util.Map<ActorRef, IndexedSeq<String>> current) {
      note(current);
      return Future.successful(requester);
    }

    @Override
    public Future<Set<String>> rebalance(
        java.util.Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
      note(current);
      return Future.successful(moves);
    }

    private void note(java.util.Map<ActorRef, IndexedSeq<String>> current) {
      current.values().forEach(shards -> shown.addAll(CollectionConverters.asJava(shards)));
    }
  }

  @Test
  void aHotShardIsPlacedByTheHotOnes() {
    assertThat(allocate("hot-1")).isTrue();
    assertThat(ofHot.shown).containsExactly("hot-2");
    assertThat(ofRest.shown).isEmpty();
  }

  @Test
  void anotherShardIsPlacedByTheOthers() {
    assertThat(allocate("cold-3")).isTrue();
    assertThat(ofRest.shown).containsExactly("cold-1", "cold-2");
    assertThat(ofHot.shown).isEmpty();
  }

  @Test
  void aNodeThatHasJustComeGetsNoneBeforeTheNextRound() {
    ofHot.moves = Set.of("hot-2");
    assertThat(look()).isEmpty();
    assertThat(look()).containsExactly("hot-2");
  }

  @Test
  void aNodeGetsAsManyOfTheRestAsItHas() {
    ofRest.moves = Set.of("cold-1", "cold-2", "cold-3", "cold-4", "cold-5", "cold-6");
    assertThat(moved(List.of(8, 0))).hasSize(1);
    assertThat(moved(List.of(7, 1))).hasSize(1);
    assertThat(moved(List.of(6, 2))).hasSize(2);
    assertThat(moved(List.of(9, 0, 3))).as("two nodes at once").hasSize(4);
  }

  @Test
  void hotShardsMoveInARoundOfTheirOwn() {
    ofHot.moves = Set.of("hot-2");
    ofRest.moves = Set.of("cold-1");
    assertThat(rebalance()).containsExactly("hot-2");
    assertThat(ofRest.shown).isEmpty();
  }

  @Test
  void aNodeGetsOneHotShardAtATime() {
    ofHot.moves = Set.of("hot-1", "hot-2");
    assertThat(rebalance()).hasSize(1);
  }

  @Test
  void theOthersFollowWhenTheHotOnesAreInBalance() {
    ofRest.moves = Set.of("cold-1");
    assertThat(rebalance()).containsExactly("cold-1");
    assertThat(ofHot.shown).containsExactly("hot-2");
  }

  private boolean allocate(String shard) {
    return strategy.allocateShard(node, shard, current()).isCompleted();
  }

  private Set<String> rebalance() {
    look();
    return look();
  }

  private Set<String> look() {
    return look(current());
  }

  private Set<String> look(Map<ActorRef, IndexedSeq<String>> current) {
    scala.collection.immutable.Set<String> none = scala.collection.immutable.Set$.MODULE$.empty();
    return CollectionConverters.asJava(strategy.rebalance(current, none).value().get().get());
  }

  /** The second look at nodes with so many shards each that are not hot. */
  private Set<String> moved(List<Integer> sizes) {
    var nodes = new HashMap<ActorRef, IndexedSeq<String>>();
    for (int size : sizes) {
      List<String> shards = IntStream.range(0, size).mapToObj(n -> "cold-" + n).toList();
      nodes.put(region(), indexed(shards));
    }
    Map<ActorRef, IndexedSeq<String>> current = Map.from(CollectionConverters.asScala(nodes));
    look(current);
    return look(current);
  }

  private Map<ActorRef, IndexedSeq<String>> current() {
    return new Map.Map1<>(node, indexed(List.of("hot-2", "cold-1", "cold-2")));
  }

  private static IndexedSeq<String> indexed(List<String> shards) {
    return CollectionConverters.asScala(shards).toIndexedSeq();
  }
}
