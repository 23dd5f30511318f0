package id.kuota.bench.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a number lies on a logarithmic axis.
 *
 * @param ends of the axis on the picture, for the least and for the largest number
 */
record LogScale(double least, double most, Ends ends) {

  private static final int DECADE = 10;

  /** The second may be smaller: a picture counts from above. */
  record Ends(double low, double high) {}

  /**
   * Returns an axis on which all numbers have a place.
   *
   * @param whole whether it begins and ends with a power of ten
   */
  static LogScale between(List<Double> numbers, Ends ends, boolean whole) {
    double least = numbers.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    double most = numbers.stream().mapToDouble(Double::doubleValue).max().orElse(DECADE);
    if (!whole) return new LogScale(least, Math.max(most, least * 2), ends);
    double low = Math.floor(Math.log10(least));
    double high = Math.max(Math.ceil(Math.log10(most)), low + 1);
    return new LogScale(Math.pow(DECADE, low), Math.pow(DECADE, high), ends);
  }

  double at(double number) {
    double share = Math.log(number / least) / Math.log(most / least);
    return ends.low() + share * (ends.high() - ends.low());
  }

  double low() {
    return ends.low();
  }

  double high() {
    return ends.high();
  }

  /** Returns the powers of ten. */
  List<Double> ticks() {
    int first = (int) Math.ceil(Math.log10(least) - 1e-9);
    int last = (int) Math.floor(Math.log10(most) + 1e-9);
    return IntStream.rangeClosed(first, last).mapToObj(power -> Math.pow(DECADE, power)).toList();
  }

  /** 2, 3, ... 9 times the powers of ten. */
  List<Double> fineTicks() {
    return ticks().stream()
        .flatMap(tick -> IntStream.range(2, DECADE).mapToObj(times -> tick * times))
        .filter(tick -> tick < most)
        .toList();
  }
}
