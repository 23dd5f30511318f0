package id.kuota.engine.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.cluster.sharding.ShardCoordinator.AbstractShardAllocationStrategy;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/** Hot shards and the others are placed apart from each other, the hot ones first. */
final class HotShardsFirstTest {

  private final ActorRef node = ActorRef.noSender();
  private final Part ofHot = new Part();
  private final Part ofRest = new Part();
  private final HotShardsFirst strategy =
      new HotShardsFirst(ofHot, ofRest, () -> Set.of("hot-1", "hot-2"));

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
  void hotShardsMoveInARoundOfTheirOwn() {
    ofHot.moves = Set.of("hot-2");
    ofRest.moves = Set.of("cold-1");
    assertThat(rebalance()).containsExactly("hot-2");
    assertThat(ofRest.shown).isEmpty();
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
    scala.collection.immutable.Set<String> none = scala.collection.immutable.Set$.MODULE$.empty();
    return CollectionConverters.asJava(strategy.rebalance(current(), none).value().get().get());
  }

  private Map<ActorRef, IndexedSeq<String>> current() {
    List<String> shards = List.of("hot-2", "cold-1", "cold-2");
    return new Map.Map1<>(node, CollectionConverters.asScala(shards).toIndexedSeq());
  }
}
