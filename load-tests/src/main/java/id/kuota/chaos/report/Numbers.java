package id.kuota.chaos.report;

import java.util.List;
import java.util.Locale;

/** Times for people. */
final class Numbers {

  private static final String NONE = "-";

  private Numbers() {}

  /** Returns the value below which this part of the values lies, in seconds. */
  static String seconds(List<Long> nanos, double part) {
    return nanos.isEmpty() ? NONE : String.format(Locale.ROOT, "%.1f", quantile(nanos, part) / 1e9);
  }

  /** Returns the same in milliseconds. */
  static String millis(List<Long> nanos, double part) {
    return nanos.isEmpty()
        ? NONE
        : String.format(Locale.ROOT, "%,.0f", quantile(nanos, part) / 1e6);
  }

  /** The smallest value that is at least as large as this part of all. */
  static long quantile(List<Long> values, double part) {
    List<Long> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(part * sorted.size());
    return sorted.get(Math.max(0, Math.min(sorted.size() - 1, rank - 1)));
  }
}
