package id.kuota.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Events of the log: keys and values, and one line per change of an outage. */
final class OutageTest {

  private enum Sample implements LogEntry {
    BROKEN(LogForm.warn("it is broken", "It is.", "Mend it.", LogKey.CAUSE, LogKey.COUNT)),
    MENDED(LogForm.info("it works again", "It does.", LogKey.AFTER_MS)),
    DETAIL(LogForm.debug("a detail", "Of interest to few.", LogKey.CAUSE));

    @SuppressWarnings("ImmutableEnumChecker") // A record of values.
    private final LogForm form;

    Sample(LogForm form) {
      this.form = form;
    }

    @Override
    public LogForm form() {
      return form;
    }
  }

  private final Logger logger = (Logger) LoggerFactory.getLogger("outage-test");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicLong nanos = new AtomicLong();
  private final Outage outage = new Outage(Sample.BROKEN, Sample.MENDED, nanos::get);

  @BeforeEach
  void listen() {
    logger.setAdditive(false);
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  @Test
  void troubleIsOneLineAndItsEndAnother() {
    outage.well(logger);
    for (int i = 0; i < 1_000; i++) {
      outage.failed(logger, "disk full", i);
      nanos.addAndGet(Duration.ofMillis(10).toNanos());
    }
    outage.well(logger); // Among failures: it is not over.
    outage.failed(logger, "disk full", 1_000);
    assertThat(texts()).containsExactly("WARN it is broken event=broken cause=disk full count=0");

    nanos.addAndGet(Outage.QUIET.toNanos());
    outage.well(logger);
    outage.well(logger);
    assertThat(texts())
        .hasSize(2)
        .last()
        .isEqualTo("INFO it works again event=mended after_ms=15000");

    outage.failed(logger, "again", 1);
    assertThat(texts()).hasSize(3);
  }

  @Test
  void aValueStaysInItsLineAndIsBounded() {
    Sample.BROKEN.log(logger, "one\nINFO two\tthree\u0000" + "x".repeat(5_000), null);
    assertThat(texts())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("cause=one INFO two three x").endsWith("x..."))
        .satisfies(line -> assertThat(line).hasSizeLessThan(LogEntry.VALUE_MAX + 100))
        .satisfies(line -> assertThat(line).doesNotContain("count"));
  }

  @Test
  void whatTheLevelHidesCostsNoLine() {
    Sample.DETAIL.log(logger, "hidden");
    assertThat(lines.list).isEmpty();
    logger.setLevel(Level.DEBUG);
    Sample.DETAIL.logThrown(logger, new IllegalStateException("boom"), "shown");
    assertThat(lines.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("boom");
    assertThat(texts()).containsExactly("DEBUG a detail event=detail cause=shown");
  }

  private List<String> texts() {
    return lines.list.stream().map(OutageTest::text).toList();
  }

  private static String text(ILoggingEvent event) {
    var text = new StringBuilder(event.getLevel() + " " + event.getFormattedMessage());
    event
        .getKeyValuePairs()
        .forEach(it -> text.append(' ').append(it.key).append('=').append(it.value));
    return text.toString();
  }
}
