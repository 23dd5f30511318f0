package id.kuota.http.telemetry;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.telemetry.Metric;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kamon.Kamon;
import kamon.prometheus.PrometheusReporter;

/**
 * What Prometheus reads of this process: all metrics of Kamon's registry, as of the last tick.
 * Kamon is started with the first call and runs as long as the process.
 */
public final class Scrape {

  /** Seconds: from a tenth of a millisecond to the longest wait of a buyer. */
  static final List<Double> TIMES =
      List.of(
          0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0,
          2.5, 5.0, 10.0);

  /** Seconds: there is one histogram for each route, so these are fewer. */
  static final List<Double> ROUTE_TIMES =
      List.of(0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0);

  /** Seconds: what people do between two steps of an order. */
  static final List<Double> LONG_TIMES =
      List.of(0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_800.0, 3_600.0);

  static final List<Integer> SIZES = List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000);

  /** Bytes: from 1 MiB to 16 GiB. */
  static final List<Long> MEMORY =
      List.of(1L << 20, 1L << 22, 1L << 24, 1L << 26, 1L << 28, 1L << 30, 1L << 32, 1L << 34);

  private static final Set<Metric> LONG =
      EnumSet.of(
          Metric.HOLD_TO_SETTLE,
          Metric.MONEY_TIME,
          Metric.PAYMENT_RECORDED,
          Metric.TAKEOVER_TIME,
          Metric.TICKET_DELAY);

  private final PrometheusReporter reporter;

  private Scrape(PrometheusReporter reporter) {
    this.reporter = reporter;
  }

  /** Returns the one of this process. */
  public static Scrape ofProcess() {
    return OfProcess.ONE;
  }

  /** Returns another one, of what is in the registry from now on; Kamon must have been started. */
  static Scrape since(String name) {
    var reporter = new PrometheusReporter(PrometheusReporter.DefaultConfigPath(), Kamon.config());
    Kamon.addReporter(name, reporter);
    return new Scrape(reporter);
  }

  /** Returns the upper bounds of the buckets of a histogram. */
  static List<? extends Number> buckets(Metric metric) {
    if (LONG.contains(metric)) return LONG_TIMES;
    if (metric == Metric.HTTP_REQUEST_TIME) return ROUTE_TIMES;
    return switch (metric.unit()) {
      case SECONDS -> TIMES;
      case NONE -> SIZES;
    };
  }

  /** Returns all metrics in the text format of Prometheus. */
  public String text() {
    return reporter.scrapeData();
  }

  private static final class OfProcess {

    static final Scrape ONE = start();

    private static Scrape start() {
      Kamon.initWithoutAttaching(config());
      return since("scrape");
    }
  }

  private static Config config() {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("kamon.environment.service", "kuota");
    settings.put("kamon.metric.tick-interval", "5 seconds");
    settings.put("kamon.metric.factory.default-settings.gauge.auto-update-interval", "5 seconds");
    settings.put("kamon.prometheus.start-embedded-http-server", false);
    settings.put("kamon.prometheus.buckets.time-buckets", TIMES);
    settings.put("kamon.prometheus.buckets.default-buckets", SIZES);
    settings.put("kamon.prometheus.buckets.information-buckets", MEMORY);
    settings.put("kamon.modules.prometheus-reporter.enabled", false);
    settings.put("kamon.modules.status-page.enabled", false);
    settings.put("kamon.modules.host-metrics.enabled", false); // The node exporter has them all.
    Map<String, Object> custom = new LinkedHashMap<>();
    LONG.forEach(metric -> custom.put('"' + KamonNames.of(metric) + '"', LONG_TIMES));
    custom.put('"' + KamonNames.of(Metric.HTTP_REQUEST_TIME) + '"', ROUTE_TIMES);
    return ConfigFactory.parseMap(settings)
        .withFallback(
            ConfigFactory.parseMap(
                Map.of("kamon.prometheus.buckets.custom", ConfigFactory.parseMap(custom).root())))
        .withFallback(ConfigFactory.load());
  }
}
