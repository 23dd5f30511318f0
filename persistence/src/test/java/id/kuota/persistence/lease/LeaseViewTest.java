package id.kuota.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which starts of nodes are gone, as far as one renewal can know. */
final class LeaseViewTest {

  @Test
  void aLeaseThatWasGivenAndIsNoLongerOpenIsGone() {
    var view = new LeaseKeeper.View(List.of(lease(3), lease(5)), 6, 0);
    assertThat(view.isGone(4)).isTrue();
    assertThat(view.isGone(6)).as("the latest start can be the one that is lost").isTrue();
    assertThat(view.isGone(3)).isFalse();
    assertThat(view.isGone(5)).isFalse();
  }

  @Test
  void aLeaseThatWasGivenLaterIsNotGone() {
    assertThat(new LeaseKeeper.View(List.of(lease(3)), 3, 0).isGone(4)).isFalse();
  }

  @Test
  void beforeTheFirstRenewalNoneIsGone() {
    assertThat(new LeaseKeeper.View(List.of(), 0, 0).isGone(1)).isFalse();
  }

  private static NodeLease lease(long epoch) {
    return new NodeLease(epoch, "c", "node-" + epoch + ":1", "1", Duration.ZERO, Set.of());
  }
}
