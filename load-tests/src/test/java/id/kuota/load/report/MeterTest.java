package id.kuota.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MeterTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long START = 5 * SECOND;

  private final Meter meter = new Meter(Duration.ofSeconds(10), Duration.ofSeconds(60));

  @Test
  void theGoalsCountTheTimeAtFullRateOnly() {
    meter.started(START);
    meter.answered(900, START + 9 * SECOND);
    meter.answered(10, START + 10 * SECOND);
    meter.answered(20, START + 70 * SECOND - 1);
    meter.answered(800, START + 70 * SECOND);
    assertThat(meter.atFullRate().max()).isEqualTo(20);
    assertThat(meter.atFullRate().count()).isEqualTo(2);
    assertThat(meter.wholeRun().max()).isBetween(900L, 901L);
    assertThat(meter.wholeRun().count()).isEqualTo(4);
  }

  @Test
  void ordersASecondAreThoseHeldAtFullRate() {
    meter.started(START);
    for (int order = 0; order < 120; order++) meter.held(START + (10 + order / 2) * SECOND);
    meter.held(START + 71 * SECOND);
    assertThat(meter.heldPerSecond()).isEqualTo(2.0);
  }

  @Test
  void theFirstBuyerStartsTheClock() {
    assertThat(meter.elapsed(START)).isZero();
    meter.started(START);
    meter.started(START + 3 * SECOND);
    assertThat(meter.elapsed(START + 4 * SECOND)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void latelyForgetsWhatWasTold() {
    meter.started(START);
    meter.answered(50, START);
    assertThat(meter.lately().count()).isEqualTo(1);
    assertThat(meter.lately().count()).isZero();
  }
}
