package id.kuota.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.telemetry.Metric;
import id.kuota.http.testing.RecordedTelemetry;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which lines of the log are counted. */
final class LogEventsTest {

  private static final Logger LOG = LoggerFactory.getLogger(LogEventsTest.class);

  @Test
  void warningsAndErrorsAreCountedUntilItIsClosed() {
    var telemetry = new RecordedTelemetry();
    try (LogEvents events = LogEvents.count(telemetry)) {
      assertThat(events.isStarted()).isTrue();
      LOG.warn("a warning of a test");
      LOG.error("an error of a test");
      LOG.error("another error of a test");
      LOG.info("neither");
    }
    long warnings = telemetry.count(Metric.LOG_EVENTS, "warn");
    LOG.warn("a warning that is not counted");

    assertThat(warnings).isGreaterThanOrEqualTo(1);
    assertThat(telemetry.count(Metric.LOG_EVENTS, "error")).isGreaterThanOrEqualTo(2);
    assertThat(telemetry.count(Metric.LOG_EVENTS, "warn")).isEqualTo(warnings);
  }
}
