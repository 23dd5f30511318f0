package id.kuota.bench.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class SustainedRateTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int PROBES = 6;

  /** A server that does so many a second, and lets the others wait. */
  private static LoadResult server(double limit, double rate) {
    double done = Math.min(limit, rate);
    long late = rate > limit ? 900 : 20;
    return result(Map.of(201, Math.round(rate)), Math.round(done), 0, 0, late);
  }

  private static LoadResult result(
      Map<Integer, Long> statuses, long inTime, long unsent, long unanswered, long millis) {
    var times = new Histogram(3);
    times.recordValue(millis * 1_000);
    return new LoadResult(
        SECOND, SECOND, inTime, new TreeMap<>(statuses), unsent, unanswered, 0, times);
  }

  @Test
  void itComesCloseToTheLimit() throws IOException {
    Optional<SustainedRate.Sustained> found =
        SustainedRate.find(rate -> server(3_000, rate), 4_000, 201, PROBES);

    assertThat(found.orElseThrow().perSecond()).isBetween(2_880.0, 3_000.0);
  }

  @Test
  void aGuessThatIsTooLowIsExceededALittle() throws IOException {
    Optional<SustainedRate.Sustained> found =
        SustainedRate.find(rate -> server(9_000, rate), 4_000, 201, PROBES);

    assertThat(found.orElseThrow().perSecond()).isBetween(4_300.0, 4_400.0);
  }

  @Test
  void aServerThatDoesNotEvenDoHalfOfTheGuessHasNoRate() throws IOException {
    assertThat(SustainedRate.find(rate -> server(1_000, rate), 4_000, 201, PROBES)).isEmpty();
  }

  @Test
  void keepingUpMeansEveryBuyerIsServedSoon() {
    assertThat(isSustained(result(Map.of(201, 1_000L), 990, 0, 0, 400))).isTrue();
    assertThat(isSustained(result(Map.of(201, 1_000L), 990, 0, 0, 600))).isFalse();
    assertThat(isSustained(result(Map.of(201, 1_000L), 900, 0, 0, 400))).isFalse();
    assertThat(isSustained(result(Map.of(201, 1_000L), 1_000, 1, 0, 400))).isFalse();
    assertThat(isSustained(result(Map.of(201, 999L), 999, 0, 1, 400))).isFalse();
    assertThat(isSustained(result(Map.of(201, 999L, 503, 1L), 1_000, 0, 0, 400))).isFalse();
  }

  private static boolean isSustained(LoadResult result) {
    return SustainedRate.isSustained(result, 1_000, 201);
  }
}
