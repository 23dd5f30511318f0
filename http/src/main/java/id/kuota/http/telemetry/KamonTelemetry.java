package id.kuota.http.telemetry;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import kamon.Kamon;
import kamon.metric.MeasurementUnit;
import kamon.tag.TagSet;

/**
 * Keeps the figures of one node in Kamon, whose registry is one for the whole process. The sets of
 * labels of each metric are bounded: what comes beyond them is counted under {@link #OTHER}.
 */
public final class KamonTelemetry implements Telemetry, AutoCloseable {

  /** The value of every label, once a metric has as many series as it may have. */
  static final String OTHER = "other";

  /** The most series that one metric has, so that no mistake with a label fills a memory. */
  static final int SERIES_MAX = 200;

  private record Series(Metric metric, List<String> labels) {}

  private final Map<Metric, Set<List<String>>> known = new ConcurrentHashMap<>();
  private final Map<Series, DoubleSupplier> gauges = new ConcurrentHashMap<>();
  private final List<Runnable> removals = new ArrayList<>();

  /** Starts Kamon if it is not: an instrument keeps the settings that it was made with. */
  public KamonTelemetry() {
    var _ = Scrape.ofProcess();
  }

  @Override
  public Counter counter(Metric metric, String... labels) {
    var counter =
        Kamon.counter(KamonNames.of(metric), metric.help()).withTags(tags(metric, labels));
    return counter::increment;
  }

  @Override
  public Histogram histogram(Metric metric, String... labels) {
    var histogram =
        Kamon.histogram(KamonNames.of(metric), metric.help(), unit(metric))
            .withTags(tags(metric, labels));
    return histogram::record;
  }

  @Override
  public void gauge(Metric metric, DoubleSupplier value, String... labels) {
    var series = new Series(metric, List.of(labels));
    if (gauges.put(series, value) != null) return;
    var gauge =
        Kamon.gauge(KamonNames.of(metric), metric.help(), gaugeUnit(metric))
            .withTags(tags(metric, labels));
    gauge.autoUpdate(
        one -> {
          DoubleSupplier current = gauges.get(series);
          double now = current == null ? Double.NaN : current.getAsDouble();
          if (!Double.isNaN(now)) one.update(now);
        });
    synchronized (removals) {
      removals.add(gauge::remove);
    }
  }

  /** Ends the gauges of this node; what was counted stays, for a counter never falls. */
  @Override
  public void close() {
    gauges.clear();
    synchronized (removals) {
      removals.forEach(Runnable::run);
      removals.clear();
    }
  }

  private TagSet tags(Metric metric, String... values) {
    List<String> names = metric.labels();
    if (names.size() != values.length) {
      throw new IllegalArgumentException(
          "%s has the labels %s, given were %s".formatted(metric, names, Arrays.toString(values)));
    }
    Set<List<String>> series = known.computeIfAbsent(metric, _ -> ConcurrentHashMap.newKeySet());
    List<String> set = List.of(values);
    boolean bounded = series.contains(set) || (series.size() < SERIES_MAX && series.add(set));
    TagSet tags = TagSet.Empty();
    for (int i = 0; i < values.length; i++) {
      tags = tags.withTag(names.get(i), bounded || series.contains(set) ? values[i] : OTHER);
    }
    return tags;
  }

  private static MeasurementUnit unit(Metric metric) {
    return switch (metric.unit()) {
      case NONE -> MeasurementUnit.none();
      case SECONDS -> MeasurementUnit.time().nanoseconds();
    };
  }

  private static MeasurementUnit gaugeUnit(Metric metric) {
    return switch (metric.unit()) {
      case NONE -> MeasurementUnit.none();
      case SECONDS -> MeasurementUnit.time().seconds();
    };
  }
}
