package id.kuota.http.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** All nodes together leave the machine half of its memory, as far as they can. */
class HeapSizeTest {

  @Test
  void theHeapFollowsFromMemoryAndNodes() {
    assertThat(HeapSize.of(16_000, 1)).isEqualTo(512);
    assertThat(HeapSize.of(16_000, 20)).isEqualTo(200);
    assertThat(HeapSize.of(16_000, 30)).isEqualTo(HeapSize.LEAST);
    assertThat(HeapSize.of(2_000, 3)).isEqualTo(133);
  }
}
