package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code /ready} speaks to people. */
class HealthReasonTest {

  @Test
  void theReasonHasNoNamesOfClasses() {
    assertThat(
            HealthReason.of(
                "Check [org.apache.pekko.management.internal.HealthChecksImpl$$Lambda/0x0000265cfaf8]"
                    + " failed: java.lang.IllegalStateException: shard regions are not registered"
                    + " yet: Cart, Sale"))
        .isEqualTo("shard regions are not registered yet: Cart, Sale");
    assertThat(HealthReason.of("Check [a.B] failed: the node is stopping"))
        .isEqualTo("the node is stopping");
  }

  @Test
  void aCheckThatTimesOutIsNamed() {
    assertThat(HealthReason.of("Check [a.B$$Lambda/0x1] timed out after 3 seconds"))
        .isEqualTo("a check of the node's health timed out after 3 seconds");
    assertThat(HealthReason.of("")).isEmpty();
  }
}
