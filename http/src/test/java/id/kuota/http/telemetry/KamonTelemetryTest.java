package id.kuota.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Kamon makes of the list of metrics. */
final class KamonTelemetryTest {

  /** In the labels of what is reported here. */
  private static final String MARK = "of-a-test";

  private static final Duration TICKS = Duration.ofSeconds(20);

  private final KamonTelemetry telemetry = new KamonTelemetry();
  private final Scrape scrape = Scrape.ofProcess();

  @AfterEach
  void stop() {
    telemetry.close();
  }

  @Test
  void everyMetricIsReadByItsNameInItsUnitAndABoundedNumberOfTimes() {
    for (Metric metric : Metric.values()) report(metric);
    telemetry.gauge(Metric.SHARDS, () -> 5, MARK); // In the place of the reading before.
    for (int i = 0; i <= 2 * KamonTelemetry.SERIES_MAX; i++) {
      telemetry.counter(Metric.PROJECTION_EVENTS, MARK + i).increment();
    }

    String text =
        await()
            .atMost(TICKS)
            .until(
                scrape::text,
                it ->
                    Arrays.stream(Metric.values()).allMatch(metric -> it.contains(line(metric)))
                        && it.contains("kuota_shards{entity=\"" + MARK + "\"} 5.0"));

    assertThat(text)
        .contains(
            "# TYPE kuota_orders_total counter",
            "# TYPE kuota_shards gauge",
            "# TYPE kuota_takeover_seconds histogram");
    assertThat(seconds(text))
        .as("3 s were recorded in nanoseconds; a histogram keeps two digits")
        .isCloseTo(3.0, Percentage.withPercentage(2));
    assertThat(
            text.lines()
                .filter(line -> line.startsWith(Metric.PROJECTION_EVENTS.exported() + "{"))
                .toList())
        .hasSizeLessThanOrEqualTo(KamonTelemetry.SERIES_MAX + 1)
        .anyMatch(line -> line.contains("\"" + KamonTelemetry.OTHER + "\""));
  }

  @Test
  void aMetricHasItsLabelsAndNoOthers() {
    assertThatThrownBy(() -> telemetry.counter(Metric.SCANS, "entered"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[outcome, list]");
  }

  private void report(Metric metric) {
    String[] labels = metric.labels().stream().map(label -> MARK).toArray(String[]::new);
    switch (metric.kind()) {
      case COUNTER -> telemetry.counter(metric, labels).add(3);
      case GAUGE -> telemetry.gauge(metric, () -> 3, labels);
      case HISTOGRAM -> {
        Telemetry.Histogram histogram = telemetry.histogram(metric, labels);
        switch (metric.unit()) {
          case SECONDS -> histogram.record(Duration.ofSeconds(3));
          case NONE -> histogram.record(3);
        }
      }
    }
  }

  /** How the line of a sample begins that a test has reported. */
  private static String line(Metric metric) {
    String suffix = metric.kind() == Metric.Kind.HISTOGRAM ? "_count" : "";
    return "\n" + metric.exported() + suffix + (metric.labels().isEmpty() ? " " : "{");
  }

  /** The sum of the take-overs of this test. */
  private static double seconds(String text) {
    return text.lines()
        .filter(line -> line.startsWith(Metric.TAKEOVER_TIME.exported() + "_sum{"))
        .filter(line -> line.contains(MARK))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
