package id.kuota.http.edge.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class ScalePlanTest {

  private static final Instant TEN_IN_JAKARTA = Instant.parse("2026-12-12T03:00:00Z");

  private final ScalePlan plan =
      ScalePlan.of(
          "concert",
          3,
          10_000,
          1_000,
          TEN_IN_JAKARTA,
          Duration.ofHours(2),
          ZoneId.of("Asia/Jakarta"));

  @Test
  void theNodesCarryThePeakWithAReserve() {
    assertThat(plan.nodes()).isEqualTo(13);
    assertThat(ScalePlan.nodes(800, 1_000)).isEqualTo(2);
    assertThat(ScalePlan.nodes(1_600, 1_000)).isEqualTo(2);
    assertThat(ScalePlan.nodes(1_601, 1_000)).isEqualTo(3);
  }

  @Test
  void aSmallSaleNeedsNoMoreThanThereAre() {
    ScalePlan small =
        ScalePlan.of(
            "fair", 3, 10, 1_000, TEN_IN_JAKARTA, Duration.ofHours(1), ZoneId.of("Asia/Jakarta"));
    assertThat(small.nodes()).isEqualTo(3);
  }

  @Test
  void kedaStartsThemBeforeTheSaleInItsOwnZone() {
    assertThat(plan.keda())
        .containsExactly(
            "triggers:",
            "  - type: cron",
            "    metadata:",
            "      timezone: Asia/Jakarta",
            "      start: \"30 9 12 12 *\"",
            "      end: \"0 12 12 12 *\"",
            "      desiredReplicas: \"13\"");
  }

  @Test
  void machinesHaveThreeLines() {
    assertThat(plan.machines())
        .containsExactly(
            "Sat 2026-12-12 09:30 Asia/Jakarta  start 10 nodes beside the 3",
            "Sat 2026-12-12 09:45 Asia/Jakarta  ./kuota sale prepare concert --wait must say READY",
            "Sat 2026-12-12 12:00 Asia/Jakarta  stop them again by SIGTERM, one after the other");
  }
}
