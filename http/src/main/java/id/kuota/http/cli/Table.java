package id.kuota.http.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for people: each column as wide as its widest cell.
 *
 * @param rows of the same number of cells, the first one is the head
 * @param words how many columns at the left hold words; the others are numbers, and end at one line
 */
record Table(List<List<String>> rows, int words) {

  Table {
    rows = rows.stream().map(List::copyOf).toList();
  }

  List<String> lines() {
    int[] widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(
            column ->
                column < words
                    ? row.get(column) + " ".repeat(widths[column] - row.get(column).length())
                    : " ".repeat(widths[column] - row.get(column).length()) + row.get(column))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
