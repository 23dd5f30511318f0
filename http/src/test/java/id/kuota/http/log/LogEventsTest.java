package id.kuota.http.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.kuota.engine.telemetry.LogEntry;
import id.kuota.engine.telemetry.LogKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/** Every line of the log is an event of a catalogue, and the reference lists them all. */
final class LogEventsTest {

  private static final String UPDATE =
      "mvn test -pl http -am -Dtest=LogEventsTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dkuota.update=true";

  /** Fields of each line of JSON that are no keys of an event. */
  private static final Set<String> FIELDS =
      Set.of(
          "@timestamp", "message", "logger_name", "thread_name", "level", "stack_trace", "trace");

  @Test
  void theReferenceIsUpToDate() throws IOException {
    Path file = LogCalls.root().resolve("docs/reference/log-events.md");
    String page =
        "<!-- Generated from the catalogues of events. To update: "
            + UPDATE
            + " -->\n\n"
            + LogCatalogue.page();
    if (Boolean.getBoolean("kuota.update")) Files.writeString(file, page);
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("docs/reference/log-events.md differs from the events; run %s", UPDATE)
        .isEqualTo(page);
  }

  @Test
  void nothingIsLoggedWithoutAnEvent() {
    assertThat(
            LogCalls.files().stream()
                .filter(file -> !file.endsWith(Path.of("telemetry", "LogEntry.java")))
                .flatMap(
                    file ->
                        LogCalls.raw(LogCalls.read(file)).stream()
                            .map(call -> file.getFileName() + ": " + call)))
        .as("Log an event of EngineLog, PersistenceLog, NodeLog, EdgeLog or PaymentLog instead")
        .isEmpty();
  }

  @Test
  void theSearchForOtherLinesFindsThem() {
    assertThat(LogCalls.raw("LOG.warn(\"x\")")).hasSize(1);
    assertThat(LogCalls.raw("log\n        .atInfo().log()")).isNotEmpty();
    assertThat(LogCalls.raw("context.getLog().debug(\"x\", e)")).hasSize(1);
    assertThat(LogCalls.raw("LoggerFactory.getLogger(Main.class).error(x)")).hasSize(1);
    assertThat(LogCalls.raw("NodeLog.NODE_READY.log(LOG); what.log(log, 1)")).isEmpty();
  }

  @Test
  void eachCallGivesAValueForEachKey() {
    List<LogCalls.Call> calls =
        LogCalls.files().stream()
            .flatMap(file -> LogCalls.events(file.toString(), LogCalls.read(file)).stream())
            .toList();
    assertThat(calls).hasSizeGreaterThan(50);
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(call.values())
                    .as("%s of %s in %s", call.event(), call.catalogue(), call.where())
                    .isEqualTo(keysOf(call)));
  }

  @Test
  void eachEventIsLoggedSomewhere() {
    String sources =
        LogCalls.files().stream()
            .filter(
                file ->
                    !file.getFileName()
                        .toString()
                        .matches("(Engine|Persistence|Node|Edge|Payment|Simulator)Log\\.java"))
            .map(LogCalls::read)
            .collect(Collectors.joining("\n"));
    assertThat(LogCatalogue.events())
        .as("listed and never logged")
        .filteredOn(
            event -> !sources.contains(event.getClass().getSimpleName() + "." + event.name()))
        .isEmpty();
  }

  @Test
  void eventsAndKeysAreDistinct() {
    assertThat(LogCatalogue.events()).extracting(LogEntry::code).doesNotHaveDuplicates();
    assertThat(LogKey.values()).extracting(LogKey::label).doesNotContainAnyElementsOf(FIELDS);
    Set<LogKey> used =
        LogCatalogue.events().stream()
            .flatMap(event -> event.form().keys().stream())
            .collect(Collectors.toSet());
    assertThat(Stream.of(LogKey.values()).filter(key -> key != LogKey.EVENT))
        .allMatch(used::contains);
    assertThat(LogCatalogue.events())
        .filteredOn(event -> event.form().level().toInt() < Level.WARN.toInt())
        .allSatisfy(event -> assertThat(event.form().action()).isEqualTo("Nothing."));
  }

  @Test
  void aContainerLogsJsonWithTheKeysAsFields() throws Exception {
    var context = new LoggerContext();
    JoranConfigurator reader = new JoranConfigurator();
    reader.setContext(context);
    reader.doConfigure(LogEventsTest.class.getClassLoader().getResource("logback-json.xml"));
    var console =
        (ConsoleAppender<ch.qos.logback.classic.spi.ILoggingEvent>)
            context.getLogger("ROOT").getAppender("CONSOLE");
    Encoder<ch.qos.logback.classic.spi.ILoggingEvent> encoder = console.getEncoder();
    var event =
        new LoggingEvent(
            "x",
            context.getLogger("id.kuota.Sample"),
            ch.qos.logback.classic.Level.WARN,
            "lease not renewed",
            null,
            new Object[0]);
    event.setKeyValuePairs(
        List.of(new KeyValuePair("event", "lease_late"), new KeyValuePair("epoch", 7L)));
    event.setMDCPropertyMap(java.util.Map.of("trace", "4bf92f3577b34da6"));

    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
    context.stop();

    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(line).endsWith("\n").satisfies(it -> assertThat(it.strip()).doesNotContain("\n"));
    assertThat(json.path("event").asText()).isEqualTo("lease_late");
    assertThat(json.path("epoch").isIntegralNumber()).isTrue();
    assertThat(json.path("trace").asText()).isEqualTo("4bf92f3577b34da6");
    assertThat(json.path("message").asText()).isEqualTo("lease not renewed");
    assertThat(json.path("@timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
  }

  private static int keysOf(LogCalls.Call call) {
    return LogCatalogue.events().stream()
        .filter(event -> event.getClass().getSimpleName().equals(call.catalogue()))
        .filter(event -> event.name().equals(call.event()))
        .findFirst()
        .orElseThrow()
        .form()
        .keys()
        .size();
  }
}
