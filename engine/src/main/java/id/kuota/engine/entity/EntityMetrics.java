package id.kuota.engine.entity;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns the reports of the entities' runtime into metrics. */
public final class EntityMetrics implements EntityTelemetry {

  private final Telemetry telemetry;
  private final Map<String, OfType> types = new ConcurrentHashMap<>();

  public EntityMetrics(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  @Override
  public void started(String type, Duration recovery) {
    OfType metrics = of(type);
    metrics.awake.incrementAndGet();
    metrics.recoveries.record(recovery);
  }

  @Override
  public void ended(String type) {
    of(type).awake.decrementAndGet();
  }

  @Override
  public void passivating(String type) {
    of(type).passivations.increment();
  }

  @Override
  public void persisted(String type, int events) {
    of(type).events.add(events);
  }

  @Override
  public void retried(String type, String effect) {
    of(type).retries(effect).increment();
  }

  private OfType of(String type) {
    OfType known = types.get(type); // Asked for each event: the other way may lock.
    return known != null ? known : types.computeIfAbsent(type, _ -> new OfType(telemetry, type));
  }

  private static final class OfType {

    private final Telemetry telemetry;
    private final String type;
    private final Map<String, Telemetry.Counter> retries = new ConcurrentHashMap<>();
    private final AtomicInteger awake = new AtomicInteger();
    private final Telemetry.Histogram recoveries;
    private final Telemetry.Counter passivations;
    private final Telemetry.Counter events;

    OfType(Telemetry telemetry, String type) {
      this.telemetry = telemetry;
      this.type = type;
      recoveries = telemetry.histogram(Metric.RECOVERY_TIME, type);
      passivations = telemetry.counter(Metric.PASSIVATIONS, type);
      events = telemetry.counter(Metric.EVENTS, type);
      telemetry.gauge(Metric.ENTITIES, awake::get, type);
    }

    Telemetry.Counter retries(String effect) {
      return retries.computeIfAbsent(
          effect, _ -> telemetry.counter(Metric.EFFECT_RETRIES, type, effect));
    }
  }
}
