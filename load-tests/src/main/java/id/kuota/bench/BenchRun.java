package id.kuota.bench;

import id.kuota.bench.measure.Effort;
import id.kuota.bench.report.DocumentPage;
import id.kuota.bench.report.GoalTable;
import id.kuota.bench.report.ResultFile;
import id.kuota.bench.report.SvgChart;
import id.kuota.bench.report.TextTable;
import id.kuota.bench.result.BenchResult;
import id.kuota.bench.result.Chart;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.BenchServer;
import id.kuota.bench.surroundings.Machine;
import id.kuota.load.report.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** One run of the benchmark, from the start of the database to the files that are left. */
final class BenchRun {

  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final List<Suite> suites;
  private final Effort effort;
  private final List<Integer> callers;
  private final List<Duration> slower;
  private final List<String> nodeOptions;
  private final Screen screen;
  private final AtomicReference<String> doing = new AtomicReference<>("PostgreSQL is starting");
  private final long start = System.nanoTime();

  BenchRun(
      List<Suite> suites,
      Effort effort,
      List<Integer> callers,
      List<Duration> slower,
      List<String> nodeOptions,
      Screen screen) {
    this.suites = suites;
    this.effort = effort;
    this.callers = callers;
    this.slower = slower;
    this.nodeOptions = nodeOptions;
    this.screen = screen;
  }

  BenchResult play(Path project, String command, boolean docs) throws Exception {
    Instant at = Instant.now();
    Path folder = project.resolve(".kuota").resolve("bench").resolve(FOLDER.format(at));
    Files.createDirectories(folder);
    BenchResult result;
    try (var _ = screen.progress(this::progress);
        var server = BenchServer.start(folder.resolve("postgres"))) {
      Map<String, String> machine = Machine.describe(server);
      machine.forEach((what, words) -> screen.say("%-18s %s".formatted(what, words)));
      result = new BenchResult(at, command, machine, measure(server));
    }
    ResultFile.write(result, folder.resolve("bench.json"));
    for (Chart chart : result.charts()) {
      SvgChart.write(chart, folder);
    }
    screen.say("");
    screen.say("with the spread of the rounds: " + folder.resolve("bench.json"));
    if (docs) {
      new DocumentPage(project.resolve("docs")).show(result).forEach(screen::say);
    }
    return result;
  }

  private List<SuiteResult> measure(BenchServer server) throws Exception {
    var results = new ArrayList<SuiteResult>();
    doing.set("the database gets its log files");
    if (!effort.quick()) server.fillLog();
    for (Suite suite : suites) {
      screen.say("");
      screen.say("%s: %s".formatted(suite.name(), suite.about()));
      var bench =
          new Bench(
              effort,
              server,
              callers,
              slower,
              nodeOptions,
              words -> doing.set(suite.name() + ", " + words));
      doing.set(suite.name());
      server.slowCommitsBy(Duration.ZERO);
      SuiteResult result = suite.measurement().run(bench);
      print(result);
      results.add(result);
    }
    return results;
  }

  private void print(SuiteResult result) {
    result.tables().forEach(table -> screen.say(TextTable.plain(table)));
    // A blink reaches no goal, and misses none.
    if (!result.goals().isEmpty() && !effort.quick()) {
      screen.say(TextTable.plain(GoalTable.of(result)));
    }
    for (Violation violation : result.violations()) {
      screen.say("  VIOLATION %s: %s".formatted(violation.where(), violation.what()));
    }
  }

  private String progress() {
    return String.format(
        Locale.ROOT, "%4d s  %s", (System.nanoTime() - start) / 1_000_000_000, doing.get());
  }
}
