package id.kuota.http.node.membership;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.persistence.lease.LeaseTimes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member is out when its peers do not reach it and it has not renewed its lease. */
class TakeOverTest {

  private static final LeaseTimes TIMES = LeaseTimes.of(Duration.ofSeconds(2));
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final Duration LONG_AGO = Duration.ofSeconds(3);
  private static final Set<String> ALL = Set.of("A", "B", "C");

  private long now = 1_000_000_000L;
  private final TakeOver rule = new TakeOver("A", TIMES, SETTLING, now);

  @BeforeEach
  void theDatabaseHasAnsweredForLong() {
    for (int renewal = 0; renewal < 10; renewal++) {
      pass(TIMES.renewal());
      assertThat(due(Leases.of("A", "B", "C"))).isEmpty();
    }
  }

  @Test
  void aMemberThatIsSilentAndStaleIsFencedAtOnce() {
    assertThat(due(Leases.of("A", "B", "C").renewedBefore("C", LONG_AGO), "C"))
        .singleElement()
        .isInstanceOfSatisfying(
            TakeOver.Verdict.Fence.class,
            fence -> {
              assertThat(fence.address()).isEqualTo("C");
              assertThat(fence.epoch()).isEqualTo(3);
              assertThat(fence.staleFor()).isEqualTo(TIMES.validity());
              assertThat(fence.reason()).contains("2000 ms");
            });
  }

  @Test
  void whatWasReadGetsOlder() {
    Leases leases = Leases.of("A", "B", "C").renewedBefore("C", Duration.ofMillis(1_800));
    long read = now;
    now += Duration.ofMillis(200).toNanos();
    assertThat(rule.due(ALL, Set.of("C"), leases.readAt(read), now)).isEmpty();
    now += Duration.ofMillis(1).toNanos();
    assertThat(rule.due(ALL, Set.of("C"), leases.readAt(read), now)).hasSize(1);
  }

  @Test
  void aMemberThatIsHeardAndStaleIsFencedAfterTwiceTheTime() {
    Duration twice = TIMES.validity().multipliedBy(2);
    assertThat(due(Leases.of("A", "B", "C").renewedBefore("C", twice))).isEmpty();
    assertThat(due(Leases.of("A", "B", "C").renewedBefore("C", twice.plusMillis(1))))
        .singleElement()
        .isInstanceOfSatisfying(
            TakeOver.Verdict.Fence.class, fence -> assertThat(fence.staleFor()).isEqualTo(twice));
  }

  @Test
  void whenTheDatabaseIsBackTheOthersHaveTimeToRenew() {
    Duration away = Duration.ofSeconds(60);
    Leases stale = Leases.of("A", "B", "C").renewedBefore("B", away).renewedBefore("C", away);
    pass(away);
    assertThat(due(stale, "C")).isEmpty();
    pass(TIMES.validity().minusMillis(1));
    assertThat(due(stale, "C")).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(due(stale, "C")).hasSize(2);
  }

  @Test
  void aSilentMemberThatHasEndedItsLeaseIsDowned() {
    assertThat(due(Leases.of("A", "B", "C").ended("C"), "C"))
        .containsExactly(new TakeOver.Verdict.Down("C"));
  }

  @Test
  void noMemberIsOutWhileTheDatabaseDoesNotAnswer() {
    Leases leases = Leases.of("A", "B", "C").renewedBefore("C", LONG_AGO);
    long read = now;
    now += TIMES.validity().toNanos();
    assertThat(rule.due(ALL, Set.of("C"), leases.readAt(read), now)).isEmpty();
  }

  @Test
  void aNodeThatIsFencedItselfDecidesNothing() {
    assertThat(due(Leases.of("A", "B", "C").ended("A").renewedBefore("C", LONG_AGO), "C"))
        .isEmpty();
  }

  @Test
  void aMemberThatOnlyItsPeersDoNotReachIsFencedAfterTheSettlingTime() {
    Leases cut = Leases.of("A", "B", "C").cut("A", "C").cut("B", "C");
    assertThat(due(cut, "C")).isEmpty();
    passWhile(cut, SETTLING.minusMillis(1));
    assertThat(due(cut, "C")).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(due(cut, "C"))
        .singleElement()
        .isInstanceOfSatisfying(
            TakeOver.Verdict.Fence.class,
            fence -> {
              assertThat(fence.address()).isEqualTo("C");
              assertThat(fence.staleFor()).isEqualTo(Duration.ZERO);
            });
  }

  @Test
  void eachChangeBeginsTheWaitAnew() {
    Leases cut = Leases.of("A", "B", "C").cut("A", "C").cut("B", "C");
    assertThat(due(cut, "C")).isEmpty();
    passWhile(cut, SETTLING.minusMillis(1));
    assertThat(due(cut)).isEmpty();
    assertThat(due(cut, "C")).isEmpty();
    passWhile(cut, SETTLING.minusMillis(1));
    assertThat(due(cut, "C")).isEmpty();
  }

  @Test
  void theSmallerGroupWaitsForTheLarger() {
    Leases cut = Leases.of("A", "B", "C").cut("A", "B").cut("A", "C");
    assertThat(due(cut, "B", "C")).isEmpty();
    for (int renewal = 0; renewal < 20; renewal++) {
      pass(TIMES.renewal());
      assertThat(due(cut, "B", "C")).isEmpty();
    }
  }

  private List<TakeOver.Verdict> due(Leases leases, String... silent) {
    return rule.due(ALL, Set.of(silent), leases.readAt(now), now);
  }

  /** The node goes on to read the leases, with the same members silent. */
  private void passWhile(Leases cut, Duration duration) {
    long end = now + duration.toNanos();
    while (end - now > TIMES.renewal().toNanos()) {
      pass(TIMES.renewal());
      assertThat(due(cut, "C")).isEmpty();
    }
    now = end;
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }
}
