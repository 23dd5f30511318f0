package id.kuota.http.node.membership;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.persistence.lease.NodeLease;
import org.junit.jupiter.api.Test;

/** Of nodes that do not hear each other, those go on that can do so together. */
class SurvivorsTest {

  @Test
  void noNodeLosesWhileAllHearEachOther() {
    assertLosers(Leases.of("A", "B", "C"));
    assertLosers(Leases.of("A"));
  }

  @Test
  void theLargerGroupGoesOn() {
    assertLosers(Leases.of("A", "B", "C").cut("A", "B").cut("A", "C"), "A");
    assertLosers(Leases.of("A", "B", "C").cut("C", "B").cut("C", "A"), "C");
  }

  @Test
  void ofEqualGroupsTheOneWithTheOldestLeaseGoesOn() {
    assertLosers(Leases.of("A", "B").cut("A", "B"), "B");
    assertLosers(
        Leases.of("A", "B", "C", "D").cut("A", "B").cut("A", "C").cut("D", "B").cut("D", "C"),
        "B",
        "C");
  }

  @Test
  void aNodeThatIsNotHeardCountsAsCutOff() {
    assertLosers(Leases.of("A", "B", "C").deaf("A", "C").deaf("B", "C"), "C");
  }

  @Test
  void ofTwoThatDoNotHearEachOtherAmongOthersTheYoungerEnds() {
    assertLosers(Leases.of("A", "B", "C").cut("A", "C"), "C");
  }

  @Test
  void theNodeThatMissesTheMostEndsFirst() {
    assertLosers(Leases.of("A", "B", "C", "D").cut("A", "C").cut("A", "D"), "A");
  }

  private static void assertLosers(Leases leases, String... losers) {
    assertThat(Survivors.losers(leases.list()))
        .extracting(NodeLease::address)
        .containsExactlyInAnyOrder(losers);
  }
}
