package id.kuota.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final List<FaultKind> ALL = FaultKind.listed();

  @Test
  void theSameSeedGivesTheSameFaults() {
    Schedule one = Schedule.of(7, Duration.ofMinutes(20), ALL);
    assertThat(Schedule.of(7, Duration.ofMinutes(20), ALL)).isEqualTo(one);
    assertThat(Schedule.of(8, Duration.ofMinutes(20), ALL).faults()).isNotEqualTo(one.faults());
  }

  @Test
  void everyKindOccursBeforeOneOccursAgain() {
    List<Fault> faults = Schedule.of(7, Duration.ofHours(2), ALL).faults();
    assertThat(faults.subList(0, ALL.size()).stream().map(Fault::kind))
        .containsExactlyInAnyOrderElementsOf(ALL);
  }

  @Test
  void faultsLastAsLongAsTheirKindAllowsAndEndWithinTheRun() {
    Schedule schedule = Schedule.of(3, Duration.ofMinutes(30), ALL);
    for (Fault fault : schedule.faults()) {
      assertThat(fault.time()).isBetween(fault.kind().shortest(), fault.kind().longest());
      assertThat(fault.at().plus(fault.time())).isLessThan(schedule.length());
    }
  }

  @Test
  void aShortRunHasOneFault() {
    assertThat(Schedule.of(1, Duration.ofSeconds(1), ALL).faults()).hasSize(1);
  }

  @Test
  void aBriefRunIsAKillAndAStopOfSeconds() {
    assertThat(Schedule.brief(1).faults().stream().map(Fault::kind))
        .containsExactly(FaultKind.KILL_HOT_OWNER, FaultKind.STOP);
    assertThat(Schedule.brief(1).length()).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void killsFollowEachOtherWithoutATimeOfTheirOwn() {
    Schedule schedule = Schedule.kills(5, 12, Duration.ofHours(1));
    assertThat(schedule.faults()).hasSize(12);
    assertThat(schedule.faults().stream().map(Fault::kind).distinct())
        .hasSize(5)
        .allMatch(kind -> kind.name().contains("KILL"));
    assertThat(schedule.faults().stream().map(Fault::at).distinct()).hasSize(1);
    assertThat(Schedule.kills(5, 12, Duration.ofHours(1))).isEqualTo(schedule);
  }

  @Test
  void anUpdateHitsEachNodeOnce() {
    assertThat(Schedule.update(5, 3).faults().stream().map(Fault::pick)).containsExactly(0, 1, 2);
    assertThat(FaultKind.ofOption("update")).isEmpty();
  }

  @Test
  void everyKindIsFoundByItsOption() {
    for (FaultKind kind : ALL) assertThat(FaultKind.ofOption(kind.option())).contains(kind);
    assertThat(FaultKind.ofOption("kill")).isEmpty();
  }
}
