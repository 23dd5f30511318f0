package id.kuota.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PollBackoffTest {

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
  void thePauseFollowsTheWork(long before, ProjectionBatch.Outcome outcome, long after) {
    assertThat(new PollBackoff(Duration.ofMillis(before)).after(outcome).pause()).hasMillis(after);
  }

  @Test
  void troubleDoublesThePauseUpToABound() {
    PollBackoff backoff = PollBackoff.START.afterTrouble();
    assertThat(backoff.pause()).isEqualTo(PollBackoff.TROUBLE_MIN);
    assertThat(backoff.afterTrouble().pause()).isEqualTo(PollBackoff.TROUBLE_MIN.multipliedBy(2));
    for (int i = 0; i < 20; i++) {
      backoff = backoff.afterTrouble();
    }
    assertThat(backoff.pause()).isEqualTo(PollBackoff.TROUBLE_MAX);
  }
}
