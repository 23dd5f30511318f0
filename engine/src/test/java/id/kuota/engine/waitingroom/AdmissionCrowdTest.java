package id.kuota.engine.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A crowd in virtual time: three of ten do not come when they are let in, one of ten leaves without
 * a hold, one hold of five is not paid for and comes back.
 */
final class AdmissionCrowdTest {

  @ParameterizedTest(name = "{0} units, {1} people, {2} a minute, chance {3}")
  @CsvSource({
    "50, 500, 600, 1",
    "500, 3000, 3000, 2",
    "2000, 10000, 6000, 3",
    "2000, 10000, 60000, 4",
    "5000, 20000, 30000, 5",
    "5000, 20000, 12000, 6"
  })
  void fewComeInVainAndNoFreeUnitIsIdle(int units, int people, int perMinute, long chance) {
    var crowd = new SimulatedCrowd(units, people, perMinute, new SplittableRandom(chance));
    crowd.run();
    assertThat(crowd.unsold()).as("units that were never sold, with people waiting").isZero();
    assertThat(crowd.inVain() * 1_000L)
        .as("%d of %d came in vain", crowd.inVain(), crowd.admitted())
        .isLessThanOrEqualTo(crowd.admitted());
    assertThat(crowd.longestIdleMillis())
        .as("a free unit without a candidate, while checkout could take more")
        .isLessThanOrEqualTo(5_000);
  }
}
