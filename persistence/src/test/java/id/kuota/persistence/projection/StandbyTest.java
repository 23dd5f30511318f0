package id.kuota.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandbyTest {

  private static final JournalPosition HERE = new JournalPosition(5, 1);
  private static final long STANDSTILL = Standby.STANDSTILL.toNanos();

  private final Standby standby = new Standby();

  @Test
  void takesOverWhenThePositionHasStoodStill() {
    assertThat(standby.takesOver(HERE, 0)).isFalse();
    assertThat(standby.takesOver(HERE, STANDSTILL - 1)).isFalse();
    assertThat(standby.takesOver(HERE, STANDSTILL)).isTrue();
  }

  @Test
  void aPositionThatMovesIsInGoodHands() {
    assertThat(standby.takesOver(HERE, 0)).isFalse();
    assertThat(standby.takesOver(new JournalPosition(6, 1), STANDSTILL)).isFalse();
  }

  @Test
  void aPauseWithoutRowsIsNoStandstill() {
    assertThat(standby.takesOver(HERE, 0)).isFalse();
    standby.rest();
    assertThat(standby.takesOver(HERE, STANDSTILL)).isFalse();
  }

  @Test
  void severalPollsOfTheOtherNodeFitIntoAStandstill() {
    assertThat(Standby.STANDSTILL).isGreaterThanOrEqualTo(PollBackoff.IDLE_MAX.multipliedBy(3));
    assertThat(PollBackoff.STANDBY).isGreaterThanOrEqualTo(Standby.STANDSTILL);
  }
}
