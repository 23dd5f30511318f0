package id.kuota.http.edge.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.testing.Samples;
import id.kuota.persistence.readmodel.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each thing that is missing is named, and nothing else. */
final class PreparationTest {

  private static final Duration LEASE = Duration.ofMillis(2_500);
  private static final SaleView OPEN = Samples.sale(SaleView.Phase.OPEN, 3);
  private static final List<ClusterJson.HotQuota> AWAKE =
      List.of(awake("cat1", "10.0.0.1:7355"), awake("cat2", "10.0.0.2:7355"));
  private static final Instant AT = OPEN.terms().opensAt();

  @Test
  void nothingIsMissing() {
    Preparation ready = Preparation.of(facts(surroundings(node(1), node(2))), AT, 1_600);
    assertThat(ready.ready()).as("%s", ready.checks()).isTrue();
    assertThat(ready.predictedOrdersPerSecond()).isEqualTo(2_000);
    assertThat(ready.nodes()).isEqualTo(2);
  }

  @Test
  void moreIsExpectedThanTheNodesSell() {
    Preparation found = Preparation.of(facts(surroundings(node(1), node(2))), AT, 1_601);
    assertThat(missing(found)).containsExactly("capacity");
    assertThat(detail(found, "capacity")).contains("takes 3 nodes: start 1 more");
  }

  @Test
  void anUnmeasuredNodeGivesNoPrediction() {
    var unmeasured =
        new Surroundings.Node("10.0.0.2:7355", "1.0", Duration.ZERO, OptionalInt.empty());
    Preparation found = Preparation.of(facts(surroundings(node(1), unmeasured)), AT, 1);
    assertThat(missing(found)).containsExactly("capacity");
    assertThat(found.predictedOrdersPerSecond()).isNull();
  }

  @Test
  void oneNodeIsTooFew() {
    assertThat(missing(Preparation.of(facts(surroundings(node(1))), AT, 1)))
        .containsExactly("nodes", "capacity");
  }

  @Test
  void aNodeIsLate() {
    var late =
        new Surroundings.Node("10.0.0.2:7355", "1.0", LEASE.plusMillis(1), OptionalInt.of(1_000));
    Preparation found = Preparation.of(facts(surroundings(node(1), late)), AT, 1);
    assertThat(missing(found)).containsExactly("nodes");
    assertThat(detail(found, "nodes")).contains("10.0.0.2:7355");
  }

  @Test
  void twoVersionsRun() {
    var other = new Surroundings.Node("10.0.0.2:7355", "1.1", Duration.ZERO, OptionalInt.of(1_000));
    Preparation found = Preparation.of(facts(surroundings(node(1), other)), AT, 1);
    assertThat(missing(found)).containsExactly("version");
    assertThat(detail(found, "version")).contains("1.0, 1.1");
  }

  @Test
  void theSaleIsNotOpenOrNotAtThatTime() {
    Surroundings well = surroundings(node(1), node(2));
    SaleView planned = Samples.sale(SaleView.Phase.PLANNED, 3);
    assertThat(
            missing(
                Preparation.of(new Facts(planned, AWAKE, List.of(), well, true, AT, LEASE), AT, 1)))
        .containsExactly("sale");
    assertThat(missing(Preparation.of(facts(well), AT.minusSeconds(1), 1))).containsExactly("sale");
  }

  @Test
  void aQuotaIsSilent() {
    var facts =
        new Facts(OPEN, AWAKE, List.of("cat1"), surroundings(node(1), node(2)), true, AT, LEASE);
    Preparation found = Preparation.of(facts, AT, 1);
    assertThat(missing(found)).containsExactly("quotas");
    assertThat(detail(found, "quotas")).contains("cat1");
  }

  @Test
  void noGatewayIsConfigured() {
    var facts = new Facts(OPEN, AWAKE, List.of(), surroundings(node(1), node(2)), false, AT, LEASE);
    assertThat(missing(Preparation.of(facts, AT, 1))).containsExactly("gateway");
  }

  @Test
  void theServerHasTooFewConnectionsLeft() {
    var full = new Surroundings(List.of(node(1), node(2)), 91, 100, 1, AT, 0, 0);
    assertThat(missing(Preparation.of(facts(full), AT, 1))).containsExactly("connections");
  }

  @Test
  void theClocksDiffer() {
    var skewed = new Surroundings(List.of(node(1), node(2)), 1, 100, 1, AT.minusMillis(501), 0, 0);
    assertThat(missing(Preparation.of(facts(skewed), AT, 1))).containsExactly("clock");
  }

  @Test
  void allQuotasLiveOnOneNode() {
    List<ClusterJson.HotQuota> crowded =
        Stream.of("a", "b", "c", "d").map(name -> awake(name, "10.0.0.1:7355")).toList();
    Preparation found = prepared(crowded);
    assertThat(missing(found)).containsExactly("spread");
    assertThat(detail(found, "spread")).contains("4 awake quotas were seen on 1 of 2 nodes");
    assertThat(missing(prepared(crowded.subList(0, 2)))).as("may share a shard").isEmpty();
  }

  @Test
  void noLeaseLives() {
    assertThat(missing(Preparation.of(facts(surroundings()), AT, 1)))
        .containsExactly("nodes", "capacity");
  }

  @Test
  void aQuotaThatMovesHasNoHome() {
    assertThat(missing(prepared(List.of(awake("cat1", "10.0.0.1:7355"), awake("cat2", null)))))
        .containsExactly("spread");
  }

  @Test
  void nodesOfOneMachineAreCountedOnce() {
    var neighbour =
        new Surroundings.Node("10.0.0.1:7356", "1.0", Duration.ZERO, OptionalInt.of(1_200));
    Preparation found = Preparation.of(facts(surroundings(node(1), neighbour)), AT, 1);
    assertThat(found.predictedOrdersPerSecond()).isEqualTo(1_200);
  }

  private static Preparation prepared(List<ClusterJson.HotQuota> awake) {
    Surroundings found = surroundings(node(1), node(2));
    return Preparation.of(new Facts(OPEN, awake, List.of(), found, true, AT, LEASE), AT, 1);
  }

  private static ClusterJson.HotQuota awake(String name, @Nullable String node) {
    return new ClusterJson.HotQuota("coldplay." + name, 7, node, 10, 0, null);
  }

  private static Facts facts(Surroundings found) {
    return new Facts(OPEN, AWAKE, List.of(), found, true, AT, LEASE);
  }

  private static Surroundings surroundings(Surroundings.Node... nodes) {
    return new Surroundings(List.of(nodes), 10, 100, 1_000_000, AT, 3, 1);
  }

  private static Surroundings.Node node(int number) {
    return new Surroundings.Node(
        "10.0.0." + number + ":7355", "1.0", Duration.ofMillis(300), OptionalInt.of(1_000));
  }

  private static List<String> missing(Preparation found) {
    assertThat(found.ready())
        .isEqualTo(
            found.checks().stream().noneMatch(check -> check.verdict() == Check.Verdict.MISSING));
    return found.checks().stream()
        .filter(check -> check.verdict() == Check.Verdict.MISSING)
        .map(Check::subject)
        .toList();
  }

  private static String detail(Preparation found, String subject) {
    return found.checks().stream()
        .filter(check -> check.subject().equals(subject))
        .findFirst()
        .orElseThrow()
        .detail();
  }
}
