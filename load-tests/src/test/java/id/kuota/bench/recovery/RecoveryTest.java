package id.kuota.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RecoveryTest {

  @Test
  void whatAnotherJvmPrintsIsUnderstood() {
    var recovery = new Recovery(Duration.ofMillis(512), new Recovery.Numbers(1, 2, 3, 4, 5));
    assertThat(Recovery.parse(recovery.print() + System.lineSeparator())).isEqualTo(recovery);
  }
}
