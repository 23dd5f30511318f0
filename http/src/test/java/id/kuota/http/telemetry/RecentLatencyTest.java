package id.kuota.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class RecentLatencyTest {

  private final AtomicLong now = new AtomicLong(-7); // It may be negative, and begin anywhere.
  private final RecentLatency latency = new RecentLatency(now::get);

  @Test
  void withoutARequestThereIsNothing() {
    assertThat(latency.percentiles()).isEmpty();
  }

  @Test
  void percentilesAreExactToOneInAHundred() {
    for (int millis = 1; millis <= 1_000; millis++) {
      latency.record(Duration.ofMillis(millis).toNanos());
      pass(Duration.ofMillis(20));
    }
    var found = latency.percentiles().orElseThrow();
    assertThat(found.p95Ms()).isCloseTo(950, Percentage.withPercentage(1));
    assertThat(found.p99Ms()).isCloseTo(990, Percentage.withPercentage(1));
  }

  @Test
  void whatIsOlderThanAMinuteIsForgotten() {
    latency.record(Duration.ofSeconds(9).toNanos());
    pass(Duration.ofSeconds(30));
    latency.record(Duration.ofMillis(1).toNanos());
    assertThat(latency.percentiles().orElseThrow().p99Ms()).isCloseTo(9_000, within(90.0));
    pass(Duration.ofSeconds(31));
    assertThat(latency.percentiles().orElseThrow().p99Ms()).isCloseTo(1, within(0.01));
    pass(Duration.ofHours(1));
    assertThat(latency.percentiles()).isEmpty();
  }

  @Test
  void aLongSilenceIsLeftOutAlsoIfTheFirstWordAfterItIsARecord() {
    latency.record(Duration.ofSeconds(9).toNanos());
    pass(Duration.ofHours(5));
    latency.record(Duration.ofMillis(1).toNanos());
    assertThat(latency.percentiles().orElseThrow().p99Ms()).isCloseTo(1, within(0.01));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
