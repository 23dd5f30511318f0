package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.entity.MemoryLease;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Balancers leave a node alone that answers nothing. */
class LeaseReadinessTest {

  @Test
  void aNodeWithAFreshLeaseIsReady() {
    assertThat(new LeaseReadiness(MemoryLease.ALWAYS).get()).isCompletedWithValue(true);
  }

  @Test
  void aNodeWithoutOneSaysWhy() {
    assertThat(new LeaseReadiness(() -> false).get())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("the lease of this node was not renewed in time");
  }
}
