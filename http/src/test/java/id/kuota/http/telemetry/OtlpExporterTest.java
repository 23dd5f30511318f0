package id.kuota.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.engine.telemetry.TraceContext;
import id.kuota.http.testing.TraceCollector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

final class OtlpExporterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TraceContext CONTEXT = new TraceContext(0xa, 0xb, 0xc, true);
  private static final URI NO_COLLECTOR = URI.create("http://127.0.0.1:1");

  private final Counts counts = new Counts();

  @Test
  void aCollectorGetsSpansInTheFormOfOtlp() {
    try (var collector = TraceCollector.start();
        var exporter = OtlpExporter.start(collector.address(), "node-1", counts)) {
      exporter.take(span());
      await().atMost(PATIENCE).until(() -> !collector.trace(CONTEXT.traceId()).isEmpty());

      TraceCollector.Span got = collector.trace(CONTEXT.traceId()).getFirst();
      assertThat(got.node()).isEqualTo("node-1");
      assertThat(got.json())
          .hasToString(
              """
              {"traceId":"000000000000000a000000000000000b","spanId":"000000000000000c",\
              "parentSpanId":"000000000000000d","name":"a name","kind":2,\
              "startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000000000000005",\
              "attributes":[{"key":"word","value":{"stringValue":"a"}},\
              {"key":"number","value":{"intValue":"7"}}],\
              "links":[{"traceId":"00000000000000010000000000000002","spanId":"0000000000000003"}],\
              "status":{"code":2,"message":"failed"}}""");
      assertThat(counts.of("sent")).isEqualTo(1);
    }
  }

  @Test
  void withoutACollectorSpansAreLostAndCountedAndNothingWaits() {
    int many = 4 * OtlpExporter.QUEUE_MAX;
    try (var exporter = OtlpExporter.start(NO_COLLECTOR, "node-1", counts)) {
      for (int i = 0; i < many; i++) exporter.take(span());
      assertThat(counts.of("dropped")).isPositive();
      await().atMost(PATIENCE).until(() -> counts.of("dropped") + counts.of("failed") == many);
    }
    assertThat(counts.of("sent")).isZero();
  }

  @Test
  void whatACollectorRefusesIsNotSentAgain() {
    try (var collector = TraceCollector.start();
        var exporter = OtlpExporter.start(collector.address(), "node-1", counts)) {
      collector.answer(503);
      exporter.take(span());
      await().atMost(PATIENCE).until(() -> counts.of("failed") == 1);
      collector.answer(200);
      exporter.take(span());
      await().atMost(PATIENCE).until(() -> counts.of("sent") == 1);

      assertThat(collector.trace(CONTEXT.traceId())).hasSize(1);
    }
  }

  @Test
  void anAddressMayNameItsPath() {
    assertThat(OtlpExporter.address(URI.create("http://c:4318")))
        .hasToString("http://c:4318/v1/traces");
    assertThat(OtlpExporter.address(URI.create("http://c:4318/")))
        .hasToString("http://c:4318/v1/traces");
    assertThat(OtlpExporter.address(URI.create("https://c/otlp"))).hasToString("https://c/otlp");
  }

  private static FinishedSpan span() {
    return new FinishedSpan(
        CONTEXT,
        0xd,
        "a name",
        FinishedSpan.Kind.SERVER,
        1_700_000_000_000_000_000L,
        1_700_000_000_000_000_005L,
        new TreeMap<String, Object>(Map.of("word", "a", "number", 7L)).descendingMap(),
        List.of(new TraceContext(1, 2, 3, true)),
        "failed");
  }

  private static final class Counts implements Telemetry {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    long of(String outcome) {
      return counts.computeIfAbsent(outcome, _ -> new LongAdder()).sum();
    }

    @Override
    public Counter counter(Metric metric, String... labels) {
      return counts.computeIfAbsent(labels[0], _ -> new LongAdder())::add;
    }

    @Override
    public Histogram histogram(Metric metric, String... labels) {
      return _ -> {};
    }

    @Override
    public void gauge(Metric metric, DoubleSupplier value, String... labels) {}
  }
}
