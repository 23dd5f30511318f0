package id.kuota.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.persistence.projection.ProjectionBatch.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaceTest {

  @ParameterizedTest
  @CsvSource({
    "0, MORE, 0",
    "100, MORE, 0",
    "0, APPLIED, 20",
    "100, APPLIED, 20",
    "0, NOTHING, 20",
    "20, NOTHING, 40",
    "40, NOTHING, 80",
    "80, NOTHING, 100",
    "100, NOTHING, 100",
    "500, NOTHING, 100",
    "20, ELSEWHERE, 500"
  })
  void thePauseFollowsTheWork(long before, Outcome outcome, long after) {
    assertThat(new Pace(Duration.ofMillis(before)).after(outcome).pause()).hasMillis(after);
  }

  @Test
  void troubleDoublesThePauseUpToABound() {
    Pace pace = Pace.START.afterTrouble();
    assertThat(pace.pause()).isEqualTo(Pace.TROUBLE_MIN);
    assertThat(pace.afterTrouble().pause()).isEqualTo(Pace.TROUBLE_MIN.multipliedBy(2));
    for (int i = 0; i < 20; i++) {
      pace = pace.afterTrouble();
    }
    assertThat(pace.pause()).isEqualTo(Pace.TROUBLE_MAX);
  }
}
