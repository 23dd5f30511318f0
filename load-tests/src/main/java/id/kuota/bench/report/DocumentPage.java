package id.kuota.bench.report;

import id.kuota.bench.result.BenchResult;
import id.kuota.bench.result.Chart;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts what was measured into the documents: charts into {@code docs/bench}, tables between the
 * marks of their names in {@code docs/bench/notes.md}, each with the day, the command and the
 * machine. What stands around the marks is written by people and stays.
 *
 * <pre>
 *   &lt;!-- bench:quota --&gt;
 *   (is replaced)
 *   &lt;!-- bench end --&gt;
 * </pre>
 */
public final class DocumentPage {

  private static final String END = "<!-- bench end -->";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  private final Path folder;

  /**
   * Creates a page.
   *
   * @param folder the documents of the project
   */
  public DocumentPage(Path folder) {
    this.folder = folder;
  }

  /** Shows the result, and says what it did. */
  public List<String> show(BenchResult result) throws IOException {
    Path charts = folder.resolve("bench");
    Files.createDirectories(charts);
    for (Chart chart : result.charts()) {
      SvgChart.write(chart, charts);
    }
    Path page = charts.resolve("notes.md");
    String text = Files.readString(page);
    var said = new ArrayList<String>();
    for (SuiteResult suite : result.suites()) {
      for (Table table : tables(suite)) {
        String changed = replace(text, table.name(), block(result, table));
        said.add(
            changed.equals(text)
                ? "%s has no place for the table '%s'".formatted(page, table.name())
                : "%s shows the table '%s'".formatted(page, table.name()));
        text = changed;
      }
    }
    Files.writeString(page, text);
    return said;
  }

  private static List<Table> tables(SuiteResult suite) {
    var tables = new ArrayList<Table>(suite.tables());
    if (!suite.goals().isEmpty()) tables.add(GoalTable.of(suite));
    return tables;
  }

  private static String block(BenchResult result, Table table) {
    Map<String, String> machine = result.machine();
    return "%s\n\n%s, `%s`; %s; %s; PostgreSQL %s on %s, %s."
        .formatted(
            TextTable.markdown(table),
            DAY.format(result.at()),
            result.command(),
            machine.get("cores"),
            machine.get("memory"),
            machine.get("PostgreSQL"),
            machine.get("volume"),
            machine.get("its settings"));
  }

  /** Returns the text with another block of this name; unchanged if there is no such block. */
  static String replace(String text, String name, String block) {
    String mark = "<!-- bench:%s -->".formatted(name);
    int begin = text.indexOf(mark);
    int end = text.indexOf(END, begin);
    if (begin < 0 || end < 0) return text;
    return text.substring(0, begin + mark.length()) + "\n" + block + "\n" + text.substring(end);
  }
}
