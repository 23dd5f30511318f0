package id.kuota.http.node.view;

import id.kuota.engine.EntityTypes;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.persistence.lease.LeaseRecord;
import id.kuota.persistence.lease.NodeLease;
import id.kuota.persistence.projection.ProjectionStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what was found into the picture of the cluster. Pure. */
final class ClusterView {

  private static final String STARTING = "starting";

  private final Sighting found;
  private final Map<String, NodeLease> leases;

  private ClusterView(Sighting found) {
    this.found = found;
    this.leases =
        found.leases().stream()
            .filter(record -> record.end().isEmpty())
            .map(LeaseRecord::lease)
            .collect(
                Collectors.toMap(
                    NodeLease::address, lease -> lease, ClusterView::newer, TreeMap::new));
  }

  private static NodeLease newer(NodeLease one, NodeLease other) {
    return one.epoch() > other.epoch() ? one : other;
  }

  static ClusterJson of(Sighting found) {
    var view = new ClusterView(found);
    List<ClusterJson.Member> members = view.members();
    List<ClusterJson.Move> moves = new Moves(found).all(members);
    List<String> problems = new Problems(members, found).all();
    return new ClusterJson(
        view.leases.values().stream().map(NodeLease::cluster).findFirst().orElse(""),
        problems.isEmpty(),
        Verdict.of(members.size(), problems, moves, view.versions()),
        found.self(),
        found.oldest().orElse(null),
        found.at(),
        view.versions(),
        members,
        view.hotQuotas(),
        found.projections().stream().map(ClusterView::projection).toList(),
        moves,
        found.unknown());
  }

  private List<ClusterJson.Version> versions() {
    return leases.values().stream()
        .collect(Collectors.groupingBy(NodeLease::version, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> new ClusterJson.Version(entry.getKey(), entry.getValue().intValue()))
        .toList();
  }

  /** Returns the members, the oldest lease first, and the nodes that have only a lease. */
  private List<ClusterJson.Member> members() {
    Stream<ClusterJson.Member> inside =
        found.members().stream().map(it -> member(it.address(), it.status(), it.reachable()));
    Stream<ClusterJson.Member> outside =
        leases.keySet().stream()
            .filter(
                address -> found.members().stream().noneMatch(it -> it.address().equals(address)))
            .map(address -> member(address, STARTING, true));
    return Stream.concat(inside, outside)
        .sorted(
            Comparator.comparingLong(ClusterView::epoch).thenComparing(ClusterJson.Member::address))
        .toList();
  }

  private static long epoch(ClusterJson.Member member) {
    ClusterJson.Lease lease = member.lease();
    return lease == null ? 0 : lease.epoch();
  }

  private ClusterJson.Member member(String address, String status, boolean reachable) {
    List<Sighting.Region> regions =
        found.regions().stream().filter(region -> region.node().equals(address)).toList();
    return new ClusterJson.Member(
        address,
        status,
        reachable,
        regions.stream().anyMatch(region -> region.shards().isEmpty()),
        lease(address).orElse(null),
        regions.stream()
            .flatMap(region -> region.shards().map(it -> shards(region.type(), it)).stream())
            .toList());
  }

  private static ClusterJson.Shards shards(String type, Map<String, Integer> shards) {
    return new ClusterJson.Shards(
        type, shards.size(), shards.values().stream().mapToInt(Integer::intValue).sum());
  }

  private Optional<ClusterJson.Lease> lease(String address) {
    return found.leases().stream()
        .filter(record -> record.lease().equals(leases.get(address)))
        .findFirst()
        .map(
            record ->
                new ClusterJson.Lease(
                    record.lease().epoch(),
                    record.state(found.times()).name().toLowerCase(Locale.ROOT),
                    record.lease().version(),
                    record.since().equals(ClusterLook.NOT_KNOWN) ? null : record.since(),
                    record.lease().age().toMillis(),
                    record.lease().hears().stream().sorted().toList()));
  }

  private List<ClusterJson.HotQuota> hotQuotas() {
    var places = new ArrayList<>(found.regions());
    places.removeIf(region -> !region.type().equals(EntityTypes.quotas()));
    return found.quotas().stream()
        .map(
            quota -> {
              String id = quota.news().quota().value();
              int shard = Math.abs(id.hashCode() % found.numberOfShards());
              return new ClusterJson.HotQuota(
                  id,
                  shard,
                  places.stream()
                      .filter(
                          region ->
                              region.shards().orElse(Map.of()).containsKey(String.valueOf(shard)))
                      .map(Sighting.Region::node)
                      .findFirst()
                      .orElse(null),
                  quota.news().available(),
                  quota.news().held(),
                  quota.batchesPerSecond().orElse(null));
            })
        .toList();
  }

  private static ClusterJson.Projection projection(ProjectionStatus status) {
    return new ClusterJson.Projection(
        status.name(),
        status.state().name().toLowerCase(Locale.ROOT),
        status.running().map(ProjectionStatus.Running::node).orElse(null),
        status.applied(),
        status.rowsBehind(),
        status.lag().toMillis(),
        status.failure().orElse(null));
  }
}
