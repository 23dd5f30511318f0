package id.kuota.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.bench.result.BenchResult;
import id.kuota.bench.result.Chart;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocumentPageTest {

  private static final String PAGE =
      """
      # Performance
      before
      <!-- bench:disk -->
      old
      <!-- bench end -->
      between
      <!-- bench:quota -->
      <!-- bench end -->
      after
      """;

  @TempDir private Path docs = Path.of("set by JUnit");

  @Test
  void tablesGoBetweenTheirMarksAndTheRestStays() throws IOException {
    Path page = page();
    assertThat(new DocumentPage(docs).show(result()))
        .containsExactly(
            page + " shows the table 'quota'", page + " has no place for the table 'new'");
    assertThat(page)
        .content()
        .contains("old", "before", "between", "after")
        .containsOnlyOnce("| Kuota | 5.00 |")
        .contains("2026-11-26, `./kuota bench`; 2 x fast;");
    new DocumentPage(docs).show(result());
    assertThat(page).content().containsOnlyOnce("| Kuota | 5.00 |");
  }

  @Test
  void chartsAreDrawn() throws IOException {
    page();
    new DocumentPage(docs).show(result());
    assertThat(docs.resolve("bench").resolve("holds.svg"))
        .content()
        .startsWith("<svg")
        .contains(">Kuota</tspan>", ">row lock</tspan>");
  }

  private Path page() throws IOException {
    Path page = Files.createDirectories(docs.resolve("bench")).resolve("notes.md");
    return Files.writeString(page, PAGE);
  }

  private static BenchResult result() {
    var row = new Row(Map.of("contender", "Kuota"), List.of(Figure.of("p50", "ms", 5)));
    var lines =
        List.of(
            new Chart.Line("Kuota", List.of(1.0, 64.0), List.of(1_000.0, 90_000.0)),
            new Chart.Line("row lock", List.of(1.0, 64.0), List.of(900.0, 800.0)));
    return new BenchResult(
        Instant.parse("2026-11-26T23:00:00Z"),
        "./kuota bench",
        Map.of("cores", "2 x fast", "memory", "1 GiB", "PostgreSQL", "17"),
        List.of(
            new SuiteResult(
                "quota",
                List.of(
                    new Table("quota", "Holds", List.of(row), List.of()),
                    new Table("new", "Unknown", List.of(row), List.of())),
                List.of(new Chart("holds", "Holds", "callers", "holds per second", lines)),
                List.of(),
                List.of())));
  }
}
