package id.kuota.bench.report;

import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Goal;
import java.util.Locale;

/** Numbers as people read them: three digits that count, no more. */
final class Words {

  private static final int THOUSAND = 1_000;
  private static final int HUNDRED = 100;

  private Words() {}

  static String heading(Figure figure) {
    return figure.unit().isEmpty() ? figure.name() : figure.name() + " " + figure.unit();
  }

  /** A count has no fractions. */
  static String number(Figure figure) {
    boolean counted = figure.unit().isEmpty() && !Double.isNaN(figure.value());
    return counted ? String.format(Locale.ROOT, "%,.0f", figure.value()) : number(figure.value());
  }

  static String number(double value) {
    if (Double.isNaN(value)) return "-";
    double size = Math.abs(value);
    String form =
        size >= HUNDRED || (value == Math.rint(value) && size >= 10)
            ? "%,.0f"
            : size >= 10 ? "%.1f" : size == 0 ? "%.0f" : "%.2f";
    // 84,312 holds a second were not measured to the last one.
    double shown = size >= 10 * THOUSAND ? Math.rint(value / HUNDRED) * HUNDRED : value;
    return String.format(Locale.ROOT, form, shown);
  }

  static String wanted(Goal goal) {
    String bound =
        switch (goal.bound()) {
          case AT_LEAST -> "at least ";
          case AT_MOST -> "at most ";
        };
    return bound + number(goal.wanted()) + unit(goal.unit());
  }

  static String reached(Goal goal) {
    return Double.isNaN(goal.reached())
        ? "not measured"
        : number(goal.reached()) + unit(goal.unit());
  }

  private static String unit(String unit) {
    return switch (unit) {
      case "" -> "";
      case "1/s" -> "/s";
      case "x" -> "x";
      case String other -> " " + other;
    };
  }
}
