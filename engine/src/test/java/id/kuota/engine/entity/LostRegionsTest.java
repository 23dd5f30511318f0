package id.kuota.engine.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.sharding.ShardCoordinator$RebalanceWorker$ShardRegionTerminated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shard that is being taken from a region which ends is not waited for. */
final class LostRegionsTest {

  private final ActorTestKit kit = ActorTestKit.create();
  private final ActorRef one = region();
  private final ActorRef other = region();
  private final List<Object> told = new ArrayList<>();
  private final LostRegions lost = new LostRegions(told::add);

  private ActorRef region() {
    return Adapter.toClassic(kit.createTestProbe().ref());
  }

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void handOversAreToldOfARegionThatHasEndedUntilNothingMoves() {
    lost.look(Set.of(one, other), false);
    lost.look(Set.of(other), true);
    assertThat(told)
        .containsExactly(new ShardCoordinator$RebalanceWorker$ShardRegionTerminated(one));
    lost.look(Set.of(other), true);
    assertThat(told).hasSize(2);
    lost.look(Set.of(other), false);
    lost.look(Set.of(other), true);
    assertThat(told).hasSize(2);
  }

  @Test
  void aRegionThatIsThereIsNeverNamed() {
    lost.look(Set.of(one, other), true);
    lost.look(Set.of(one), true);
    lost.look(Set.of(one, other), true);
    assertThat(told)
        .containsExactly(new ShardCoordinator$RebalanceWorker$ShardRegionTerminated(other));
  }
}
