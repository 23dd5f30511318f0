package id.kuota.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/** Keeps all figures for a test to look at. Insists on the kind and the labels of each metric. */
public final class RecordingTelemetry implements Telemetry {

  private record Series(Metric metric, List<String> labels) {}

  private final Map<Series, AtomicLong> counts = new ConcurrentHashMap<>();
  private final Map<Series, List<Long>> values = new ConcurrentHashMap<>();
  private final Map<Series, DoubleSupplier> gauges = new ConcurrentHashMap<>();

  @Override
  public Counter counter(Metric metric, String... labels) {
    return counts.computeIfAbsent(
            series(Metric.Kind.COUNTER, metric, labels), _ -> new AtomicLong())
        ::addAndGet;
  }

  @Override
  public Histogram histogram(Metric metric, String... labels) {
    return values.computeIfAbsent(
            series(Metric.Kind.HISTOGRAM, metric, labels), _ -> new CopyOnWriteArrayList<>())
        ::add;
  }

  @Override
  public void gauge(Metric metric, DoubleSupplier value, String... labels) {
    gauges.put(series(Metric.Kind.GAUGE, metric, labels), value);
  }

  /** Returns what a counter has come to. */
  public long count(Metric metric, String... labels) {
    AtomicLong count = counts.get(series(Metric.Kind.COUNTER, metric, labels));
    return count == null ? 0 : count.get();
  }

  /** Returns the values of a histogram, in their order. */
  public List<Long> values(Metric metric, String... labels) {
    return List.copyOf(
        values.getOrDefault(series(Metric.Kind.HISTOGRAM, metric, labels), List.of()));
  }

  /** Reads a gauge, which must be there. */
  public double gauge(Metric metric, String... labels) {
    DoubleSupplier gauge = gauges.get(series(Metric.Kind.GAUGE, metric, labels));
    if (gauge == null) throw new AssertionError("no gauge " + metric + List.of(labels));
    return gauge.getAsDouble();
  }

  private static Series series(Metric.Kind kind, Metric metric, String... labels) {
    assertThat(metric.kind()).as("kind of %s", metric).isEqualTo(kind);
    assertThat(labels).as("labels of %s", metric).hasSameSizeAs(metric.labels());
    return new Series(metric, List.of(labels));
  }
}
