package id.kuota.load;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.load.report.Meter;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class GoalsTest {

  /** Ten orders held and answered in a second, each in 400 ms; three requests went wrong. */
  private final Meter meter = new Meter(Duration.ZERO, Duration.ofSeconds(1));

  private static final long ERRORS = 3;

  @BeforeEach
  void measure() {
    meter.started(0);
    for (int order = 0; order < 10; order++) {
      meter.answered(400, order);
      meter.held(order);
    }
  }

  @Test
  void nothingIsMissedThatWasNotAskedFor() {
    assertThat(goals().missed(meter, ERRORS)).isEmpty();
  }

  @Test
  void aGoalThatIsJustReachedIsReached() {
    assertThat(goals("--max-p99=400ms", "--min-rate=10", "--max-errors=3").missed(meter, ERRORS))
        .isEmpty();
  }

  @Test
  void eachMissedGoalIsNamed() {
    assertThat(goals("--max-p99=399ms", "--min-rate=10.5", "--max-errors=2").missed(meter, ERRORS))
        .containsExactly(
            "p99 is 400 ms, asked for at most 399 ms",
            "10.0 orders/s held and answered, asked for 10.5",
            "3 requests went wrong, asked for at most 2");
  }

  private static Goals goals(String... arguments) {
    var goals = new Goals();
    new CommandLine(goals).registerConverter(Duration.class, Durations::parse).parseArgs(arguments);
    return goals;
  }
}
