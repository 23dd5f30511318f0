package id.kuota.bench.result;

import java.util.Arrays;
import java.util.List;

/**
 * One measured number.
 *
 * @param name what a table has above it: {@code "durable holds"}, {@code "p99"}
 * @param unit {@code "1/s"}, {@code "ms"}, {@code "x"} for a ratio, {@code "%"}; empty for a count
 * @param value the median, where several rounds measured it
 * @param least of all rounds
 * @param most of all rounds
 */
public record Figure(String name, String unit, double value, double least, double most) {

  /** Returns a number that was measured once. */
  public static Figure of(String name, String unit, double value) {
    return new Figure(name, unit, value, value, value);
  }

  /**
   * Returns the middle of several measurements of the same thing.
   *
   * @param rounds at least one
   */
  public static Figure median(List<Figure> rounds) {
    Figure first = rounds.getFirst();
    double[] sorted = rounds.stream().mapToDouble(Figure::value).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Figure(
        first.name(), first.unit(), median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
  }
}
