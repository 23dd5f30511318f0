package id.kuota.engine.entity;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The time-out follows the round trips, within its bounds. */
final class RetransmissionTimeoutTest {

  private final RetransmissionTimeout timeout = new RetransmissionTimeout();

  @Test
  void beforeTheFirstAnswerItIsTheLongest() {
    assertThat(timeout.first()).isEqualTo(Limits.RETRANSMISSION_MAX);
  }

  @Test
  void theFirstAnswerCountsThreefold() {
    timeout.answered(Duration.ofMillis(100).toNanos());
    assertThat(timeout.first()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void theStandardsWeightsApplyToTheNext() {
    timeout.answered(Duration.ofMillis(100).toNanos());
    timeout.answered(Duration.ofMillis(180).toNanos());
    // Smoothed 110 ms, variation 0.75 * 50 + 0.25 * 80 = 57.5 ms.
    assertThat(timeout.first()).isEqualTo(Duration.ofMillis(340));
  }

  @Test
  void itHasALowerAndAnUpperBound() {
    timeout.answered(1_000);
    assertThat(timeout.first()).isEqualTo(Limits.RETRANSMISSION_MIN);
    for (int slow = 0; slow < 10; slow++) timeout.answered(Duration.ofSeconds(5).toNanos());
    assertThat(timeout.first()).isEqualTo(Limits.RETRANSMISSION_MAX);
  }

  @Test
  void furtherPausesDouble() {
    assertThat(RetransmissionTimeout.next(Duration.ofMillis(300)))
        .isEqualTo(Duration.ofMillis(600));
    assertThat(RetransmissionTimeout.next(Duration.ofMillis(600)))
        .isEqualTo(Limits.RETRANSMISSION_MAX);
  }
}
