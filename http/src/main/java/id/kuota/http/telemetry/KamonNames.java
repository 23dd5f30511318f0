package id.kuota.http.telemetry;

import id.kuota.engine.telemetry.Metric;

/** Names without the suffixes that Kamon's Prometheus reporter adds by kind and unit. */
final class KamonNames {

  private KamonNames() {}

  static String of(Metric metric) {
    String name = metric.exported();
    if (metric.kind() == Metric.Kind.COUNTER) return without(name, "_total");
    return metric.unit() == Metric.Unit.SECONDS ? without(name, "_seconds") : name;
  }

  private static String without(String name, String suffix) {
    if (!name.endsWith(suffix)) {
      throw new IllegalArgumentException("%s must end with %s".formatted(name, suffix));
    }
    return name.substring(0, name.length() - suffix.length());
  }
}
