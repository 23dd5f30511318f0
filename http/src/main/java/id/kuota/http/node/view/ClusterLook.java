package id.kuota.http.node.view;

import id.kuota.engine.EntityTypes;
import id.kuota.engine.quota.Quotas;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.LeaseRecord;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.SystemLease;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;

/**
 * Looks at the cluster from this node. A look asks each member for its shards and the database for
 * leases and projections, at the same time and for two seconds at most; what does not answer is
 * named. For one caller at a time.
 */
public final class ClusterLook {

  /** Stands for a time that only the database knows. */
  static final Instant NOT_KNOWN = Instant.EPOCH;

  private final ActorSystem<?> system;
  private final StoredState stored;
  private final HotQuotas quotas;
  private final Clock clock;
  private final ShardPlaces places = new ShardPlaces();

  public ClusterLook(ActorSystem<?> system, DataSource database, Quotas quotas, Clock clock) {
    this.system = system;
    this.stored = new StoredState(database, clock);
    this.quotas = new HotQuotas(quotas);
    this.clock = clock;
  }

  /** Looks now. Blocks, for three seconds at most. */
  public ClusterJson look() {
    Instant now = clock.instant();
    CurrentClusterState state = Cluster.get(system).state();
    Set<Address> unreachable =
        state.getUnreachable().stream().map(Member::address).collect(Collectors.toSet());
    List<Member> members =
        StreamSupport.stream(state.getMembers().spliterator(), false)
            .filter(member -> !member.status().equals(MemberStatus.removed()))
            .toList();
    stored.begin();
    List<Sighting.Region> regions =
        new RegionStats(Adapter.toClassic(system)).of(members, unreachable);
    Optional<StoredState.Read> read = stored.await();
    var unknown = new ArrayList<String>();
    if (read.isEmpty()) {
      unknown.add(
          "leases are those of the last renewal and projections are unknown, since the"
              + " database did not answer in time");
    }
    Optional<LeaseKeeper> keeper = SystemLease.of(system).keeper();
    return ClusterView.of(
        new Sighting(
            now,
            hostPort(Cluster.get(system).selfAddress()),
            oldest(members).map(member -> hostPort(member.address())),
            members.stream().map(member -> member(member, unreachable)).toList(),
            read.map(StoredState.Read::leases).orElseGet(() -> renewed(keeper)),
            keeper.map(LeaseKeeper::times).orElse(LeaseTimes.DEFAULT),
            regions,
            system.settings().config().getInt("pekko.cluster.sharding.number-of-shards"),
            quotas.now(System.nanoTime()),
            read.map(StoredState.Read::projections).orElse(List.of()),
            places.seen(regions, System.nanoTime()),
            unknown));
  }

  private static List<LeaseRecord> renewed(Optional<LeaseKeeper> keeper) {
    return keeper.map(it -> it.view().leases()).orElse(List.of()).stream()
        .map(lease -> new LeaseRecord(lease, NOT_KNOWN, Optional.empty()))
        .toList();
  }

  private static Sighting.Member member(Member member, Set<Address> unreachable) {
    return new Sighting.Member(
        hostPort(member.address()),
        member.status().toString().toLowerCase(Locale.ROOT),
        !unreachable.contains(member.address()));
  }

  /** Returns the member on which the coordinators run. */
  private static Optional<Member> oldest(List<Member> members) {
    return members.stream()
        .filter(
            member ->
                member.status().equals(MemberStatus.up())
                    || member.status().equals(MemberStatus.leaving()))
        .min(
            Comparator.comparing(
                Function.identity(),
                (one, other) -> one.equals(other) ? 0 : one.isOlderThan(other) ? -1 : 1));
  }

  static String hostPort(Address address) {
    return address.getHost().orElseThrow() + ":" + address.getPort().orElseThrow();
  }

  static List<String> types() {
    return EntityTypes.names().stream().sorted().toList();
  }
}
