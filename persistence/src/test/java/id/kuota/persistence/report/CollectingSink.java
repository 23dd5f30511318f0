package id.kuota.persistence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps a report in memory, its cells joined by bars. */
final class CollectingSink implements ReportSink {

  final List<String> rows = new ArrayList<>();
  private @Nullable ReportHead head;
  String totals = "";
  long counted = -1;

  ReportHead head() {
    return Objects.requireNonNull(head);
  }

  @Override
  public void begin(ReportHead begun) {
    head = begun;
  }

  @Override
  public void row(List<Cell> cells) {
    rows.add(text(cells));
  }

  @Override
  public void end(long count, List<Cell> sums) {
    counted = count;
    totals = text(sums);
  }

  static String text(List<Cell> cells) {
    return cells.stream()
        .map(
            cell ->
                switch (cell) {
                  case Cell.Text(var text) -> text;
                  case Cell.Whole(var number) -> Long.toString(number);
                  case Cell.Time(var time) -> time.toString();
                  case Cell.Day(var day) -> day.toString();
                  case Cell.Empty.EMPTY -> "";
                })
        .collect(Collectors.joining("|"));
  }
}
