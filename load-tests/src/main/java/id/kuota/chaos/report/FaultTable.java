package id.kuota.chaos.report;

import id.kuota.chaos.client.ChaosSale;
import id.kuota.chaos.fault.FaultKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of a run: a row for each kind of fault. */
public final class FaultTable {

  private static final List<String> HEADINGS =
      List.of(
          "fault",
          "times",
          "quotas",
          "stall p50",
          "p99",
          "max",
          "detect",
          "decide",
          "rest",
          "whole",
          "others' p99 before",
          "after");
  private static final double MEDIAN = 0.5;
  private static final double NEARLY_ALL = 0.99;
  private static final double ALL = 1;

  private final Stalls stalls;

  private FaultTable(Stalls stalls) {
    this.stalls = stalls;
  }

  /** Returns the lines of the table. */
  public static List<String> of(List<Injection> injections, Stalls stalls) {
    var table = new FaultTable(stalls);
    Map<FaultKind, List<Injection>> byKind =
        injections.stream()
            .collect(
                Collectors.groupingBy(
                    injection -> injection.fault().kind(), TreeMap::new, Collectors.toList()));
    var rows = new ArrayList<List<String>>();
    rows.add(HEADINGS);
    byKind.forEach((kind, ofKind) -> rows.add(table.row(kind, ofKind)));
    return aligned(rows);
  }

  private List<String> row(FaultKind kind, List<Injection> injections) {
    var stalled = new ArrayList<Long>();
    var detect = new ArrayList<Long>();
    var decide = new ArrayList<Long>();
    var rest = new ArrayList<Long>();
    var whole = new ArrayList<Long>();
    var before = new ArrayList<Long>();
    var after = new ArrayList<Long>();
    for (Injection injection : injections) {
      List<Stalls.Stall> ofQuotas =
          injection.hit().stream()
              .map(quota -> stalls.longest(quota, injection.at(), injection.until()))
              .toList();
      whole.add(injection.whole() - injection.at());
      ofQuotas.forEach(stall -> stalled.add(stall.nanos()));
      Injection.TakeOver takeOver = injection.takeOver();
      if (takeOver.happened()) {
        detect.add(Math.max(0, takeOver.stale() - injection.at()));
        decide.add(takeOver.fenced() - Math.max(injection.at(), takeOver.stale()));
      }
      long decided = takeOver.happened() ? takeOver.fenced() : injection.healed();
      ofQuotas.stream()
          .max(Comparator.comparingLong(Stalls.Stall::nanos))
          .ifPresent(stall -> rest.add(Math.max(0, stall.until() - decided)));
      List<String> others =
          ChaosSale.measured().stream().filter(quota -> !injection.hit().contains(quota)).toList();
      before.addAll(stalls.answersBefore(others, injection.at()));
      after.addAll(stalls.answersAfter(others, injection.at()));
    }
    return List.of(
        kind.title(),
        String.valueOf(injections.size()),
        String.valueOf(stalled.size()),
        Numbers.seconds(stalled, MEDIAN),
        Numbers.seconds(stalled, NEARLY_ALL),
        Numbers.seconds(stalled, ALL),
        Numbers.seconds(detect, MEDIAN),
        Numbers.seconds(decide, MEDIAN),
        Numbers.seconds(rest, MEDIAN),
        Numbers.seconds(whole, MEDIAN),
        Numbers.millis(before, NEARLY_ALL),
        Numbers.millis(after, NEARLY_ALL));
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = HEADINGS.size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) widths[i] = Math.max(widths[i], row.get(i).length());
    }
    var lines = new ArrayList<String>();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + space : "  " + space + row.get(i));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
