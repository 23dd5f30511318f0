package id.kuota.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One cluster on a database. */
class StartDecisionTest {

  private static final LeaseTimes TIMES = LeaseTimes.of(Duration.ofSeconds(2));
  private static final String SELF = "self:1";

  @Test
  void aNodeWithoutLiveLeasesFoundsTheCluster() {
    assertThat(decide(List.of(), List.of())).isEqualTo(new StartDecision.Found());
    assertThat(decide(List.of(lease("a:1", 2_001)), List.of()))
        .isEqualTo(new StartDecision.Found());
  }

  @Test
  void aNodeJoinsTheNodesWhoseLeasesLive() {
    assertThat(
            decide(List.of(lease("a:1", 2_000), lease("b:1", 3_000), lease("c:1", 0)), List.of()))
        .isEqualTo(new StartDecision.JoinLive("one", List.of("a:1", "c:1")));
  }

  @Test
  void leasesThatRanOutWhileTheDatabaseWasAwayMayBeRenewed() {
    List<NodeLease> late = List.of(lease("a:1", 9_000));
    assertThat(StartDecision.of(late, SELF, List.of(), TIMES, Duration.ofMillis(1_999)))
        .isInstanceOf(StartDecision.AskAgain.class);
    assertThat(StartDecision.of(List.of(lease(SELF, 9_000)), SELF, List.of(), TIMES, Duration.ZERO))
        .as("the node's own, from before it was started again")
        .isEqualTo(new StartDecision.Found());
  }

  @Test
  void aNodeThatIsOnItsWayItselfIsJoinedOnlyIfThereIsNoMember() {
    NodeLease onItsWay = new NodeLease(8, "one", "b:1", "1", Duration.ZERO, Set.of(), 0, false);
    assertThat(decide(List.of(lease("a:1", 0), onItsWay), List.of()))
        .isEqualTo(new StartDecision.JoinLive("one", List.of("a:1")));
    assertThat(decide(List.of(onItsWay), List.of()))
        .isEqualTo(new StartDecision.JoinLive("one", List.of("b:1")));
  }

  @Test
  void oneOfTheSeedNodesIsEnough() {
    assertThat(decide(List.of(lease("a:1", 0)), List.of(SELF, "a:1")))
        .isEqualTo(new StartDecision.JoinLive("one", List.of("a:1")));
  }

  @Test
  void anotherClusterIsNamed() {
    assertThat(decide(List.of(lease("a:1", 400), lease("b:1", 0)), List.of(SELF, "c:1")))
        .isEqualTo(
            new StartDecision.Refuse(
                "the database belongs to cluster one, whose nodes live: a:1 (renewed 0.4 s ago),"
                    + " b:1 (renewed 0.0 s ago), and none of the seed nodes self:1, c:1 is one of"
                    + " them"));
  }

  @Test
  void onlyTheFirstSeedNodeFounds() {
    assertThat(decide(List.of(), List.of(SELF, "a:1"))).isEqualTo(new StartDecision.Found());
    assertThat(decide(List.of(), List.of("a:1", SELF))).isInstanceOf(StartDecision.AskAgain.class);
  }

  @Test
  void aLeaseOfTheSameAddressIsWaitedFor() {
    assertThat(decide(List.of(lease(SELF, 0), lease("b:1", 0)), List.of()))
        .isEqualTo(
            new StartDecision.AskAgain(
                "another node renews a lease at the same address self:1", Duration.ofSeconds(4)));
  }

  private static StartDecision decide(List<NodeLease> leases, List<String> seeds) {
    return StartDecision.of(leases, SELF, seeds, TIMES, TIMES.validity());
  }

  private static NodeLease lease(String address, long age) {
    return new NodeLease(7, "one", address, "1", Duration.ofMillis(age), Set.of(address));
  }
}
