package id.kuota.bench.report;

import id.kuota.bench.result.Row;
import id.kuota.bench.result.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A table as text, for a terminal or for a document. A row that lacks a figure shows a dash. */
public final class TextTable {

  private static final String GAP = "  ";

  private final Table table;
  private final List<String> labels;
  private final List<String> headings;

  private TextTable(Table table) {
    this.table = table;
    Set<String> labelNames = new LinkedHashSet<>();
    Set<String> figureNames = new LinkedHashSet<>();
    for (Row row : table.rows()) {
      labelNames.addAll(row.of().keySet());
      row.figures().stream().map(Words::heading).forEach(figureNames::add);
    }
    this.labels = List.copyOf(labelNames);
    this.headings = List.copyOf(figureNames);
  }

  /** Columns under each other, numbers to the right; without a line end after the last line. */
  public static String plain(Table table) {
    return new TextTable(table).plain();
  }

  /** As Markdown has tables; the notes below it. */
  public static String markdown(Table table) {
    return new TextTable(table).markdown();
  }

  private String plain() {
    List<List<String>> lines = lines();
    var text = new StringBuilder(table.title()).append('\n');
    for (List<String> line : lines) {
      for (int column = 0; column < line.size(); column++) {
        text.append(column == 0 ? "  " : GAP).append(padded(line.get(column), column, lines));
      }
      text.append('\n');
    }
    table.notes().forEach(note -> text.append("  ").append(note).append('\n'));
    return text.toString().stripTrailing().replaceAll("[ ]+\n", "\n");
  }

  private String padded(String cell, int column, List<List<String>> lines) {
    int width = lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    String space = " ".repeat(width - cell.length());
    return column < labels.size() ? cell + space : space + cell;
  }

  private String markdown() {
    List<List<String>> lines = lines();
    var text = new StringBuilder();
    appendRow(text, lines.getFirst());
    text.append('|').append("---|".repeat(labels.size())).append("--:|".repeat(headings.size()));
    text.append('\n');
    lines.subList(1, lines.size()).forEach(line -> appendRow(text, line));
    if (!table.notes().isEmpty()) text.append('\n').append(String.join(" ", table.notes()));
    return text.toString().strip();
  }

  private static void appendRow(StringBuilder text, List<String> cells) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** The headings first. */
  private List<List<String>> lines() {
    var lines = new ArrayList<List<String>>();
    var top = new ArrayList<String>(labels);
    top.addAll(headings);
    lines.add(top);
    for (Row row : table.rows()) {
      var line = new ArrayList<String>();
      labels.forEach(label -> line.add(row.of().getOrDefault(label, "")));
      headings.forEach(heading -> line.add(cell(row, heading)));
      lines.add(line);
    }
    return lines;
  }

  private static String cell(Row row, String heading) {
    return row.figures().stream()
        .filter(figure -> Words.heading(figure).equals(heading))
        .findFirst()
        .map(Words::number)
        .orElse("-");
  }
}
