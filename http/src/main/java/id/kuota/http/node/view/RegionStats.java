package id.kuota.http.node.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.RootActorPath;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.pattern.Patterns;

/**
 * Asks the shard regions of every member which shards they have. Each is asked by itself: the
 * coordinator's own question for all regions has no answer at all while one of them is silent.
 */
record RegionStats(ActorSystem system) {

  private static final Duration ANSWER_MAX = Duration.ofSeconds(1);

  /** A member in another state has no shards yet, or none any more. */
  private static final Set<MemberStatus> WITH_SHARDS =
      Set.of(MemberStatus.up(), MemberStatus.leaving());

  /**
   * Returns the regions of the members that may have shards. Blocks, for little more than a second.
   *
   * @param unreachable are not asked: they are silent
   */
  List<Sighting.Region> of(List<Member> members, Set<Address> unreachable) {
    List<CompletableFuture<Sighting.Region>> asked =
        members.stream()
            .filter(member -> WITH_SHARDS.contains(member.status()))
            .flatMap(
                member ->
                    ClusterLook.types().stream()
                        .map(
                            type ->
                                unreachable.contains(member.address())
                                    ? silent(member.address(), type)
                                    : ask(member.address(), type)))
            .toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  /** Returns how many shards of each type a member has, of the types for which it answers. */
  CompletableFuture<Map<String, Integer>> counts(Address member) {
    return shards(member)
        .thenApply(
            shards ->
                shards.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, type -> type.getValue().size())));
  }

  /** Returns the shards of each type that a member has, of the types for which it answers. */
  CompletableFuture<Map<String, Set<String>>> shards(Address member) {
    List<CompletableFuture<Sighting.Region>> asked =
        ClusterLook.types().stream().map(type -> ask(member, type)).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                asked.stream()
                    .map(CompletableFuture::resultNow)
                    .filter(region -> region.shards().isPresent())
                    .collect(
                        Collectors.toMap(
                            Sighting.Region::type,
                            region -> Set.copyOf(region.shards().orElseThrow().keySet()))));
  }

  private static CompletableFuture<Sighting.Region> silent(Address member, String type) {
    return CompletableFuture.completedFuture(
        new Sighting.Region(ClusterLook.hostPort(member), type, Optional.empty()));
  }

  private CompletableFuture<Sighting.Region> ask(Address member, String type) {
    var path =
        new RootActorPath(
                member.equals(self()) ? Address.apply(self().protocol(), self().system()) : member,
                "/")
            .child("system")
            .child(system.settings().config().getString("pekko.cluster.sharding.guardian-name"))
            .child(URLEncoder.encode(type, StandardCharsets.UTF_8));
    return Patterns.ask(
            system.actorSelection(path), ShardRegion.getRegionStatsInstance(), ANSWER_MAX)
        .handle(
            (answer, failure) ->
                answer instanceof ShardRegion.ShardRegionStats stats
                    ? Optional.of(entities(stats))
                    : Optional.<Map<String, Integer>>empty())
        .thenApply(shards -> new Sighting.Region(ClusterLook.hostPort(member), type, shards))
        .toCompletableFuture();
  }

  private Address self() {
    return org.apache.pekko.cluster.Cluster.get(system).selfAddress();
  }

  private static Map<String, Integer> entities(ShardRegion.ShardRegionStats stats) {
    return stats.getStats().entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> ((Number) entry.getValue()).intValue()));
  }
}
