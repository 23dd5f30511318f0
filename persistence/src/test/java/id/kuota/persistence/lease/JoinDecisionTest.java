package id.kuota.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nodes that start together find one cluster, whichever of them end meanwhile. */
class JoinDecisionTest {

  private static final LeaseTimes TIMES = LeaseTimes.of(Duration.ofSeconds(2));
  private static final NodeLease SELF = onItsWay(7, "self:1");

  @Test
  void aNodeJoinsMembersAndNoOthers() {
    assertThat(decide(List.of(member(3, "a:1", 0), onItsWay(4, "b:1"), SELF)))
        .isEqualTo(new JoinDecision.JoinLive(List.of("a:1")));
  }

  @Test
  void ofNodesThatWaitForEachOtherAnyFounds() {
    assertThat(decide(List.of(onItsWay(4, "b:1"), SELF))).isEqualTo(new JoinDecision.Found());
  }

  @Test
  void aMemberWhoseLeaseHasRunOutIsNotJoined() {
    assertThat(decide(List.of(member(3, "a:1", 2_001), SELF))).isEqualTo(new JoinDecision.Found());
  }

  @Test
  void membersMayRenewWhenTheDatabaseIsBack() {
    assertThat(
            JoinDecision.of(
                List.of(member(3, "a:1", 9_000), SELF),
                SELF.epoch(),
                Set.of(),
                TIMES,
                Duration.ofMillis(1_999)))
        .isEqualTo(new JoinDecision.Wait());
  }

  @Test
  void aMemberAmongFellowsHasJoined() {
    assertThat(up(List.of(member(3, "a:1", 0), SELF), Set.of("self:1", "a:1")))
        .isEqualTo(new JoinDecision.Joined());
    assertThat(up(List.of(member(3, "a:1", 2_001), SELF), Set.of("self:1")))
        .as("the other one is gone")
        .isEqualTo(new JoinDecision.Joined());
  }

  @Test
  void twoClustersCannotGrowFromOne() {
    assertThat(up(List.of(member(8, "b:1", 0), SELF), Set.of("self:1", "a:1")))
        .isEqualTo(
            new JoinDecision.Apart("the cluster has been founded anew, without this node, by b:1"));
  }

  private static JoinDecision decide(List<NodeLease> open) {
    return up(open, Set.of());
  }

  private static JoinDecision up(List<NodeLease> open, Set<String> members) {
    return JoinDecision.of(open, SELF.epoch(), members, TIMES, TIMES.validity());
  }

  private static NodeLease member(long epoch, String address, long age) {
    return new NodeLease(epoch, "one", address, "1", Duration.ofMillis(age), Set.of());
  }

  private static NodeLease onItsWay(long epoch, String address) {
    return new NodeLease(epoch, "one", address, "1", Duration.ZERO, Set.of(), 0, false);
  }
}
