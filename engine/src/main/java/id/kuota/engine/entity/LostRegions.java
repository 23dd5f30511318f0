package id.kuota.engine.entity;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.cluster.sharding.ShardCoordinator$RebalanceWorker$ShardRegionTerminated;

/**
 * Tells the hand-overs of shards once more which regions have ended. Pekko (1.7.0, {@code
 * ShardCoordinator.RebalanceWorker}) takes the end of the region that has the shard for an
 * acknowledgement, if it still waits for those, and then waits for the dead region to stop the
 * shard: until the hand-off timeout no node gets that shard. Told again it is done. For the
 * coordinator's thread.
 */
final class LostRegions {

  private final Consumer<Object> handOvers;
  private Set<ActorRef> known = Set.of();
  private final Set<ActorRef> lost = new HashSet<>();

  /**
   * Creates it.
   *
   * @param handOvers gets what all hand-overs in progress are to be told
   */
  LostRegions(Consumer<Object> handOvers) {
    this.handOvers = handOvers;
  }

  /** Reaches the hand-overs of one type: the children of its coordinator on this node. */
  static LostRegions of(ActorSystem system, String type) {
    String coordinator =
        "/%s/%sCoordinator/singleton/coordinator/*"
            .formatted(
                "system/"
                    + system.settings().config().getString("pekko.cluster.sharding.guardian-name"),
                type);
    return new LostRegions(
        message -> system.actorSelection(coordinator).tell(message, ActorRef.noSender()));
  }

  /**
   * Looks at the regions that there are now.
   *
   * @param isMoving whether a shard is being handed over
   */
  void look(Set<ActorRef> regions, boolean isMoving) {
    known.stream().filter(region -> !regions.contains(region)).forEach(lost::add);
    lost.removeAll(regions);
    known = new HashSet<>(regions);
    if (isMoving)
      lost.forEach(
          region ->
              handOvers.accept(new ShardCoordinator$RebalanceWorker$ShardRegionTerminated(region)));
    else lost.clear();
  }
}
