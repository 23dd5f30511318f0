package id.kuota.engine.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdmissionRuleTest {

  private static final Share ALL = Share.UNKNOWN;

  @ParameterizedTest(name = "{0}: {7}")
  @CsvSource({
    "the rate is less than what is free,     10, 1000, 100, 1, 0, 0, 10",
    "fewer wait than are free,             1000,   30, 100, 1, 0, 0, 30",
    "one for each free unit,               1000, 1000, 100, 1, 0, 0, 100",
    "two units for each hold,              1000, 1000, 100, 2, 0, 0, 50",
    "those let in are yet to come,         1000, 1000, 100, 1, 60, 0, 40",
    "those with a session are yet to hold, 1000, 1000, 100, 1, 60, 30, 10",
    "more were let in than are free,       1000, 1000, 100, 1, 90, 30, 0",
    "nothing is free,                      1000, 1000,   0, 1, 0, 0, 0",
    "a forced cut,                         1000, 1000,  -5, 1, 0, 0, 0",
    "no one waits,                         1000,    0, 100, 1, 0, 0, 0",
  })
  void whileNothingIsMeasuredEveryOneIsExpectedToHold(
      String name,
      long allowance,
      long waiting,
      long free,
      double unitsPerHold,
      long coming,
      long choosing,
      long expected) {
    assertThat(
            new AdmissionRule(allowance, waiting, free, unitsPerHold, coming, ALL, choosing, ALL)
                .admit())
        .as(name)
        .isEqualTo(expected);
  }

  @Test
  void noShowsLetMoreInButNotByTheirFullShare() {
    var shows = new Share(7_000, 10_000);
    long admitted = new AdmissionRule(9_999, 9_999, 1_000, 1, 0, shows, 0, ALL).admit();
    assertThat(admitted).isBetween(1_250L, 1_428L);
  }

  @Test
  void aSingleUnitHasOneCandidate() {
    var shows = new Share(7_000, 10_000);
    assertThat(new AdmissionRule(99, 99, 1, 1, 0, shows, 0, ALL).admit()).isEqualTo(1);
    assertThat(new AdmissionRule(99, 99, 1, 1, 1, shows, 0, ALL).admit()).isZero();
  }

  @Test
  void aShareIsOneWhileNothingIsKnownAndNearTheTruthLater() {
    assertThat(Share.UNKNOWN.atMost()).isEqualTo(1);
    assertThat(new Share(0, 0).atMost()).isEqualTo(1);
    assertThat(new Share(70, 100).atMost()).isBetween(0.75, 0.85);
    assertThat(new Share(70_000, 100_000).atMost()).isBetween(0.70, 0.71);
    assertThat(new Share(0, 1_000_000).atMost()).isBetween(0.0, 0.001);
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, false, false, 5, 0, PREQUEUE",
    "false, false, false, true,  5, 0, PREQUEUE",
    "true,  false, false, false, 5, 0, SHUFFLING",
    "true,  true,  false, false, 5, 0, OPEN",
    "true,  true,  false, true,  5, 0, PAUSED",
    "true,  true,  false, false, 0, 3, ALL_TAKEN",
    "true,  true,  false, true,  0, 3, PAUSED",
    "true,  true,  false, false, -2, 3, ALL_TAKEN",
    "true,  true,  false, false, 0, 0, SOLD_OUT",
    "true,  true,  false, true,  0, 0, SOLD_OUT",
    "true,  true,  true,  false, 5, 3, ENDED",
    "false, false, true,  false, 5, 3, ENDED",
  })
  void aPhaseFollowsFromTheRoomAndItsStock(
      boolean frozen,
      boolean shuffled,
      boolean ended,
      boolean paused,
      long free,
      long held,
      RoomPhase expected) {
    assertThat(RoomPhase.of(frozen, shuffled, ended, paused, free, held)).isEqualTo(expected);
    assertThat(expected.isTheEnd())
        .isEqualTo(expected == RoomPhase.SOLD_OUT || expected == RoomPhase.ENDED);
  }
}
