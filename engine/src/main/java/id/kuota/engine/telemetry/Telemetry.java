package id.kuota.engine.telemetry;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Takes the figures of a node. Components ask for an instrument once, at their start, and report to
 * it. Thread-safe; reporting returns at once and never throws.
 */
public interface Telemetry {

  /** Takes figures and keeps nothing. */
  Telemetry NONE = new None();

  /**
   * Returns the counter of a metric.
   *
   * @param labels one value for each label of the metric, in its order; out of a bounded set, never
   *     an id of an order or of a person
   */
  Counter counter(Metric metric, String... labels);

  /** Returns the histogram of a metric; labels as of a counter. */
  Histogram histogram(Metric metric, String... labels);

  /**
   * Reads the value of a gauge every few seconds from now on, until the node stops; labels as of a
   * counter. A later reading of the same metric and labels replaces an earlier one.
   *
   * @param value called by one thread of the telemetry; returns at once. While it is not a number
   *     the gauge keeps what it had.
   */
  void gauge(Metric metric, DoubleSupplier value, String... labels);

  /** Returns the telemetry that an actor system was created with. */
  static Telemetry of(ActorSystem<?> system) {
    return system
        .settings()
        .setup()
        .get(TelemetrySetup.class)
        .map(TelemetrySetup::telemetry)
        .orElse(NONE);
  }

  /** Counts. */
  @FunctionalInterface
  interface Counter {

    void add(long count);

    default void increment() {
      add(1);
    }
  }

  /** Keeps how values are spread. */
  @FunctionalInterface
  interface Histogram {

    /**
     * Records a value.
     *
     * @param value not negative; in nanoseconds for a metric in seconds
     */
    void record(long value);

    default void record(Duration duration) {
      record(Math.max(0, duration.toNanos()));
    }
  }

  /** See {@link #NONE}. */
  final class None implements Telemetry {

    private None() {}

    @Override
    public Counter counter(Metric metric, String... labels) {
      return count -> {};
    }

    @Override
    public Histogram histogram(Metric metric, String... labels) {
      return value -> {};
    }

    @Override
    public void gauge(Metric metric, DoubleSupplier value, String... labels) {}
  }
}
