package id.kuota.http.node.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.QuotaId;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.persistence.lease.Fencing;
import id.kuota.persistence.lease.LeaseRecord;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLease;
import id.kuota.persistence.projection.JournalPosition;
import id.kuota.persistence.projection.ProjectionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an operator reads of what was found. */
class ClusterViewTest {

  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final int SHARDS = 4;
  private static final QuotaId QUOTA = new QuotaId("sale.cat1");

  private final List<Sighting.Member> members = new ArrayList<>();
  private final List<LeaseRecord> leases = new ArrayList<>();
  private final List<Sighting.Region> regions = new ArrayList<>();
  private final List<ProjectionStatus> projections = new ArrayList<>();
  private final List<ShardPlaces.Moved> moved = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  @Test
  void aClusterAtRestIsSound() {
    twoNodes();
    ClusterJson picture = picture();
    assertThat(picture.verdict()).isEqualTo("2 nodes, all live and in touch; nothing moves.");
    assertThat(picture.sound()).isTrue();
    assertThat(picture.cluster()).isEqualTo("aceee884");
    assertThat(picture.members())
        .extracting(ClusterJson.Member::address)
        .containsExactly("b:1", "a:1");
    assertThat(picture.members().get(1).shards())
        .containsExactly(new ClusterJson.Shards("Quota", 4, 4));
    assertThat(picture.versions()).containsExactly(new ClusterJson.Version("0.1.0", 2));
  }

  @Test
  void aHotQuotaIsWhereItsShardIs() {
    twoNodes();
    assertThat(picture().hotQuotas())
        .singleElement()
        .satisfies(
            quota -> {
              assertThat(quota.node()).isEqualTo("a:1");
              assertThat(quota.shard()).isBetween(0, SHARDS - 1);
            });
    regions.clear();
    assertThat(picture().hotQuotas().getFirst().node()).isNull();
  }

  @Test
  void aNodeThatDoesNotAnswerIsNamed() {
    twoNodes();
    regions.add(new Sighting.Region("b:1", "Quota", Optional.empty()));
    assertThat(picture().verdict()).contains("b:1 is silent");
    assertThat(picture().sound()).isFalse();
  }

  @Test
  void aNodeThatDoesNotHearAnotherIsNamed() {
    member("a:1", "up", true);
    member("b:1", "up", true);
    lease(2, "a:1", Duration.ZERO, "0.1.0", "a:1");
    lease(1, "b:1", Duration.ZERO, "0.1.0", "a:1", "b:1");
    assertThat(picture().verdict()).contains("a:1 does not hear b:1");
  }

  @Test
  void anUnreachableNodeIsAboutToMove() {
    member("a:1", "up", true);
    member("b:1", "up", false);
    lease(1, "a:1", Duration.ZERO, "0.1.0", "a:1", "b:1");
    lease(2, "b:1", Duration.ofSeconds(9), "0.1.0", "a:1", "b:1");
    ClusterJson picture = picture();
    assertThat(picture.verdict())
        .isEqualTo(
            "2 nodes, b:1 is unreachable; b:1 has not renewed its lease for 9.0 s; 1 move is under"
                + " way.");
    assertThat(picture.moves())
        .singleElement()
        .satisfies(move -> assertThat(move.why()).startsWith("it is unreachable (up)"));
  }

  @Test
  void nodesThatComeAndGoMove() {
    member("a:1", "joining", true);
    member("b:1", "leaving", true);
    lease(2, "a:1", Duration.ZERO, "0.2.0", "a:1");
    lease(1, "b:1", Duration.ZERO, "0.1.0", "b:1");
    lease(3, "c:1", Duration.ZERO, "0.2.0", "c:1");
    ClusterJson picture = picture();
    assertThat(picture.sound()).isTrue();
    assertThat(picture.moves())
        .extracting(ClusterJson.Move::what, ClusterJson.Move::from, ClusterJson.Move::to)
        .containsExactly(
            tuple("node b:1", "b:1", null),
            tuple("node a:1", null, "a:1"),
            tuple("node c:1", null, "c:1"));
    assertThat(picture.verdict())
        .isEqualTo(
            "3 nodes, all live and in touch; 3 moves are under way; versions are mixed: 1 of 0.1.0, 2 of 0.2.0.");
  }

  @Test
  void aMoveHasItsReason() {
    twoNodes();
    moved.add(new ShardPlaces.Moved("Quota", 5, "c:1", Optional.of("a:1")));
    moved.add(new ShardPlaces.Moved("Sale", 1, "c:1", Optional.of("a:1")));
    moved.add(new ShardPlaces.Moved("Quota", 2, "b:1", Optional.empty()));
    leases.add(
        new LeaseRecord(
            lease(0, "c:1", Duration.ZERO, "0.1.0"),
            NOW,
            Optional.of(new Fencing(0, "a:1", "it had not renewed"))));
    assertThat(picture().moves())
        .containsExactly(
            new ClusterJson.Move(
                "shards: 5 of Quota, 1 of Sale",
                "c:1",
                "a:1",
                "c:1 has ended, by a:1: it had not renewed"),
            new ClusterJson.Move(
                "shards: 2 of Quota",
                "b:1",
                null,
                "balance: members get equal numbers, or the node has started again; the"
                    + " next request for one starts it"));
  }

  @Test
  void whatCouldNotBeLearnedIsAProblem() {
    twoNodes();
    unknown.add("the database did not answer in time");
    projections.add(
        new ProjectionStatus(
            "sales",
            new JournalPosition(1, 1),
            1,
            1,
            Duration.ofSeconds(3),
            ProjectionStatus.State.FAILED,
            Optional.of("an event of the future"),
            Optional.of(new ProjectionStatus.Running("b:1", Instant.EPOCH))));
    ClusterJson picture = picture();
    assertThat(picture.sound()).isFalse();
    assertThat(picture.verdict())
        .contains("projection sales: an event of the future; the database did not answer in time");
    assertThat(picture.projections().getFirst().state()).isEqualTo("failed");
    assertThat(picture.projections().getFirst().node()).isEqualTo("b:1");
  }

  private void twoNodes() {
    member("a:1", "up", true);
    member("b:1", "up", true);
    lease(2, "a:1", Duration.ZERO, "0.1.0", "a:1", "b:1");
    lease(1, "b:1", Duration.ZERO, "0.1.0", "a:1", "b:1");
    Map<String, Integer> all =
        IntStream.range(0, SHARDS).boxed().collect(Collectors.toMap(String::valueOf, shard -> 1));
    regions.add(new Sighting.Region("a:1", "Quota", Optional.of(all)));
  }

  private void member(String address, String status, boolean reachable) {
    members.add(new Sighting.Member(address, status, reachable));
  }

  private NodeLease lease(
      long epoch, String address, Duration age, String version, String... hears) {
    var lease = new NodeLease(epoch, "aceee884", address, version, age, Set.of(hears));
    if (epoch > 0) leases.add(new LeaseRecord(lease, NOW, Optional.empty()));
    return lease;
  }

  private ClusterJson picture() {
    return ClusterView.of(
        new Sighting(
            NOW,
            "a:1",
            Optional.of("b:1"),
            members,
            leases,
            LeaseTimes.DEFAULT,
            regions,
            SHARDS,
            List.of(new Sighting.Quota(new Availability(QUOTA, 9, 1, 3), Optional.of(2.5))),
            projections,
            moved,
            unknown));
  }
}
