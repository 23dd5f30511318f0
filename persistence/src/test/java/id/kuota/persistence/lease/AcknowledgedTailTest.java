package id.kuota.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AcknowledgedTailTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AcknowledgedTail tail = new AcknowledgedTail(nanos::get);

  @Test
  void keepsTheLatestWriteOfEachEntity() {
    tail.add("Order|1", 1);
    tail.add("Order|2", 1);
    tail.add("Order|1", 2);
    assertThat(tail.all())
        .containsExactly(
            new AcknowledgedTail.Acknowledged("Order|2", 1),
            new AcknowledgedTail.Acknowledged("Order|1", 2));
  }

  @Test
  void forgetsWhatEveryStandbyHas() {
    tail.add("Order|1", 1);
    nanos.addAndGet(AcknowledgedTail.KEPT.toNanos() + 1);
    tail.add("Order|2", 1);
    assertThat(tail.all()).containsExactly(new AcknowledgedTail.Acknowledged("Order|2", 1));
  }

  @Test
  void isBounded() {
    for (int order = 0; order <= AcknowledgedTail.ENTITIES_MAX; order++) {
      tail.add("Order|" + order, 1);
    }
    assertThat(tail.all())
        .hasSize(AcknowledgedTail.ENTITIES_MAX)
        .doesNotContain(new AcknowledgedTail.Acknowledged("Order|0", 1));
  }
}
