package id.kuota.persistence.reconciliation;

import id.kuota.persistence.report.AsOf;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The numbers of a sale by their sources, which must be equal.
 *
 * @param sales where the projection {@code sales} stands
 * @param orders where the projection {@code orders} stands
 * @param journalRead whether the journal was folded; false if it is longer than the time allowed
 * @param rows orders whose rows are not as the journal says, {@link #ROWS_MAX} at most
 * @param rowsFound how many there are
 */
public record TieOutReport(
    String sale,
    String name,
    String currency,
    AsOf sales,
    AsOf orders,
    boolean journalRead,
    List<Line> lines,
    List<Row> rows,
    long rowsFound) {

  /** Orders that are listed; more are counted. */
  public static final int ROWS_MAX = 1_000;

  public TieOutReport {
    lines = List.copyOf(lines);
    rows = List.copyOf(rows);
  }

  /**
   * A number as one source has it.
   *
   * @param position of the journal that it is of: values of two positions need not be equal
   */
  public record Value(String source, String position, long value) {}

  /**
   * One number of the sale.
   *
   * @param isMoney whether it is a sum of money
   */
  public record Line(String name, boolean isMoney, List<Value> values) {
    public Line {
      values = List.copyOf(values);
    }

    /** Returns the largest difference between two values of one position; 0 if the line ties. */
    public long difference() {
      Map<String, List<Value>> positions =
          values.stream()
              .collect(
                  Collectors.groupingBy(Value::position, LinkedHashMap::new, Collectors.toList()));
      return positions.values().stream().mapToLong(Line::spread).max().orElse(0);
    }

    private static long spread(List<Value> values) {
      long max = values.stream().mapToLong(Value::value).max().orElse(0);
      long min = values.stream().mapToLong(Value::value).min().orElse(0);
      return max - min;
    }
  }

  /** An order whose row differs; {@code none} where there is no such order. */
  public record Row(String order, String what, String journal, String stored) {}

  /** Returns whether every line ties, and every row that was compared is as the journal says. */
  public boolean ties() {
    return rowsFound == 0 && lines.stream().allMatch(line -> line.difference() == 0);
  }

  /** Returns the report for a person; its last part begins with {@code rows that differ: }. */
  public String render() {
    try (var text = new Formatter(Locale.ROOT)) {
      text.format("%s (%s), money in %s\n", sale, name, currency);
      text.format("sales as of     %s, %s\n", sales.position(), sales.at());
      text.format("orders as of    %s, %s\n", orders.position(), orders.at());
      for (Line line : lines) {
        String values =
            line.values().stream()
                .map(value -> "%s %,d".formatted(value.source(), value.value()))
                .collect(Collectors.joining(", "));
        text.format(
            "%-15s %s: %s\n",
            line.name(),
            line.difference() == 0 ? "ties" : "DIFFERS by %,d".formatted(line.difference()),
            values);
      }
      if (!journalRead) text.format("the journal was not read in the time allowed\n");
      text.format("rows that differ: %s\n", rowsFound == 0 ? "none" : "%,d".formatted(rowsFound));
      for (Row row : rows) {
        text.format(
            "  %s: %s is %s, %s by the journal\n",
            row.order(), row.what(), row.stored(), row.journal());
      }
      if (rowsFound > rows.size()) text.format("  and %,d more\n", rowsFound - rows.size());
      return text.toString();
    }
  }
}
