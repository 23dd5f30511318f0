package id.kuota.bench.lab.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class LiveMemoryTest {

  private static final String HISTOGRAM =
      """
      4711:
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
         1:        239171       12345678  [B (java.base@25)
        40:         11200         896000  id.kuota.engine.order.OrderEntity
        41:           300           9600  id.kuota.engine.order.OrderEntity$Ask
        99:            49           3920  id.kuota.engine.quota.QuotaEntity
       100:             1             80  id.kuota.engine.quota.QuotaEntity$$Lambda/0x01
      Total       1234567      137363456
      """;

  @Test
  void whatIsAliveIsReadFromTheHistogram() throws IOException {
    LiveMemory memory = LiveMemory.parse(HISTOGRAM, "Name:\tjava\nVmRSS:\t  839680 kB\n");
    assertThat(memory).isEqualTo(new LiveMemory(137_363_456, 11_249, OptionalLong.of(859_832_320)));
  }

  @Test
  void aSystemThatTellsNoProcessHasNoResidentMemory() throws IOException {
    assertThat(LiveMemory.parse(HISTOGRAM, "").residentBytes()).isEmpty();
  }

  @Test
  void anythingElseIsNotGuessedAt() {
    assertThatThrownBy(() -> LiveMemory.parse("4711:\nno such process", ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such process");
  }
}
