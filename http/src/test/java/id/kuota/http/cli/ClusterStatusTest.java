package id.kuota.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.persistence.lease.Fencing;
import id.kuota.persistence.lease.LeaseRecord;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator sees of the cluster. */
class ClusterStatusTest {

  private static final Instant SINCE = Instant.parse("2026-11-30T04:49:42Z");
  private static final Duration FRESH = Duration.ofMillis(200);

  @Test
  void nodesThatHearEachOtherAreSound() {
    ClusterStatus status =
        status(open(9, "a:1", FRESH, "a:1", "b:1"), open(10, "b:1", FRESH, "a:1", "b:1"));
    assertThat(status.isSound()).isTrue();
    assertThat(status.lines())
        .containsExactly(
            "cluster aceee884, nodes: 2",
            "node                    epoch  version        since                state",
            "a:1                         9  0.1.0          2026-11-30 04:49:42  live   renewed 0.2 s"
                + " ago, hears 2 of 2",
            "b:1                        10  0.1.0          2026-11-30 04:49:42  live   renewed 0.2 s"
                + " ago, hears 2 of 2");
  }

  @Test
  void aNodeThatDoesNotHearAnotherIsSeen() {
    assertThat(status(open(1, "a:1", FRESH, "a:1"), open(2, "b:1", FRESH, "a:1", "b:1")).isSound())
        .isFalse();
  }

  @Test
  void aNodeThatIsLateIsSeen() {
    ClusterStatus status = status(open(1, "a:1", Duration.ofSeconds(7), "a:1"));
    assertThat(status.isSound()).isFalse();
    assertThat(status.lines()).last().asString().contains("late   renewed 7.0 s ago");
  }

  @Test
  void anEndHasItsReason() {
    var ended =
        new LeaseRecord(
            open(8, "c:1", FRESH, "c:1").lease(),
            SINCE,
            Optional.of(new Fencing(8, "b:1", "it was unreachable")));
    ClusterStatus status = status(ended);
    assertThat(status.isSound()).as("no node runs").isFalse();
    assertThat(status.lines())
        .startsWith("no node runs")
        .last()
        .asString()
        .endsWith("ended  by b:1: it was unreachable");
  }

  private static ClusterStatus status(LeaseRecord... records) {
    return new ClusterStatus(List.of(records), LeaseTimes.DEFAULT);
  }

  private static LeaseRecord open(long epoch, String address, Duration age, String... hears) {
    return new LeaseRecord(
        new NodeLease(epoch, "aceee884", address, "0.1.0", age, Set.of(hears)),
        SINCE,
        Optional.empty());
  }
}
