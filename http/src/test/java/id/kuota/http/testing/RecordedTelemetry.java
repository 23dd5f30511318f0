package id.kuota.http.testing;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.engine.telemetry.TelemetrySetup;
import id.kuota.engine.telemetry.Traces;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Telemetry that keeps all figures for a test to read. */
public final class RecordedTelemetry implements Telemetry {

  private record Series(Metric metric, List<String> labels) {

    static Series of(Metric metric, String... labels) {
      if (labels.length != metric.labels().size()) {
        throw new IllegalArgumentException(metric + " has the labels " + metric.labels());
      }
      return new Series(metric, List.of(labels));
    }
  }

  private final Map<Series, AtomicLong> counts = new ConcurrentHashMap<>();
  private final Map<Series, List<Long>> values = new ConcurrentHashMap<>();
  private final Map<Series, DoubleSupplier> gauges = new ConcurrentHashMap<>();

  @Override
  public Counter counter(Metric metric, String... labels) {
    AtomicLong count =
        counts.computeIfAbsent(Series.of(metric, labels), series -> new AtomicLong());
    return count::addAndGet;
  }

  @Override
  public Histogram histogram(Metric metric, String... labels) {
    List<Long> recorded =
        values.computeIfAbsent(Series.of(metric, labels), series -> new CopyOnWriteArrayList<>());
    return recorded::add;
  }

  @Override
  public void gauge(Metric metric, DoubleSupplier value, String... labels) {
    gauges.put(Series.of(metric, labels), value);
  }

  /** How often it was counted; 0 if never. */
  public long count(Metric metric, String... labels) {
    AtomicLong count = counts.get(Series.of(metric, labels));
    return count == null ? 0 : count.get();
  }

  /** What was recorded, in its order. */
  public List<Long> values(Metric metric, String... labels) {
    return values.getOrDefault(Series.of(metric, labels), List.of());
  }

  /** What a gauge shows now. */
  public double gauge(Metric metric, String... labels) {
    DoubleSupplier gauge = gauges.get(Series.of(metric, labels));
    if (gauge == null) throw new AssertionError("nothing reports " + Series.of(metric, labels));
    return gauge.getAsDouble();
  }

  /** A local actor system that reports here. */
  public static ActorSystem<Void> system(String name, Telemetry telemetry) {
    return ActorSystem.create(
        Behaviors.empty(),
        name,
        ActorSystemSetup.create(
            BootstrapSetup.create(
                ConfigFactory.parseString("pekko.loglevel = WARNING, pekko.actor.provider = local")
                    .withFallback(ConfigFactory.load("reference"))),
            new TelemetrySetup(telemetry, Traces.NONE)));
  }
}
