package id.kuota.bench.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcessorTimeTest {

  private static final Duration WORK = Duration.ofMillis(200);

  /** Beside a child that only waits. */
  @Test
  void whatEachProcessUsesIsItsOwn() throws Exception {
    Process waiting = new ProcessBuilder("sleep", "60").start();
    try {
      var watch = new ProcessorTime.Watch(waiting.toHandle(), List.of());
      ProcessorTime before = watch.now();
      work();
      ProcessorTime used = watch.now().since(before);

      assertThat(used.client()).isGreaterThan(WORK.dividedBy(4));
      assertThat(used.server()).isLessThan(WORK.dividedBy(4));
      assertThat(used.database()).isZero();
      assertThat(used.total()).isEqualTo(used.client().plus(used.server()));
    } finally {
      waiting.destroy();
    }
  }

  private static void work() {
    long end = System.nanoTime() + WORK.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
