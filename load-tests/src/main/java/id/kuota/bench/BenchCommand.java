package id.kuota.bench;

import static java.util.Objects.requireNonNull;

import id.kuota.bench.disk.DiskSuite;
import id.kuota.bench.engine.EngineSuite;
import id.kuota.bench.gate.GateSuite;
import id.kuota.bench.http.HttpSuite;
import id.kuota.bench.http.TelemetrySuite;
import id.kuota.bench.lab.memory.MemorySuite;
import id.kuota.bench.lab.neighbour.NeighbourSuite;
import id.kuota.bench.lab.start.StartSuite;
import id.kuota.bench.list.ListSuite;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.micro.MicroSuite;
import id.kuota.bench.projection.ProjectionSuite;
import id.kuota.bench.quota.QuotaSuite;
import id.kuota.bench.recovery.RecoverySuite;
import id.kuota.bench.result.BenchResult;
import id.kuota.load.report.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kuota bench}. */
@Command(
    name = "kuota bench",
    description = {
      "Measures how fast Kuota is, beside what a team would build instead, taking turns in one run.",
      "Ends with 0 if all books balanced, 1 if some did not, 2 if nothing could be measured. A goal"
          + " that is missed is shown and changes nothing."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  static final List<Suite> SUITES =
      List.of(
          Suite.of("disk", "one flush, and one commit", new DiskSuite()),
          Suite.of(
              "quota",
              "durable holds on one quota, beside what one would build in SQL",
              new QuotaSuite()),
          Suite.of(
              "engine",
              "orders in the engine, with our journal path and with the plugin's own",
              new EngineSuite()),
          Suite.of(
              "http", "orders and refusals through HTTP, beside bare Pekko HTTP", new HttpSuite()),
          Suite.of(
              "gate", "scans at gates, alone and beside a sale at full speed", new GateSuite()),
          Suite.of(
              "projection",
              "how far the read models are behind, and how fast they catch up",
              new ProjectionSuite()),
          Suite.of(
              "recovery",
              "a quota with a million sold units and 100,000 open holds comes back",
              new RecoverySuite()),
          Suite.of("micro", "rules and codec by themselves (JMH)", new MicroSuite()),
          Suite.onDemand(
              "start", "from the start of a process to its first durable order", new StartSuite()),
          Suite.onDemand(
              "neighbour",
              "what one saturated quota does to a thousand others",
              new NeighbourSuite()),
          Suite.onDemand(
              "telemetry",
              "orders through HTTP with and without metrics and traces, in turns",
              new TelemetrySuite()),
          Suite.onDemand(
              "lists",
              "the lists of orders: a rebuild of a million, and pages among ten million",
              new ListSuite()),
          Suite.onDemand(
              "memory",
              "whether memory stays what it is at full speed; --rounds 10 --seconds 60 is the promise",
              new MemorySuite()));

  static final int BOOKS_DO_NOT_BALANCE = 1;
  static final int NOTHING_MEASURED = 2;

  private static final int CALLERS_MAX = 10_000;
  private static final double SECONDS_MAX = 600;

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      split = ",",
      description =
          "Only these, one after the other; without it all but start, neighbour, telemetry, lists and memory.")
  private List<String> suites = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds of each contender; the median counts (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "2",
      description = "How long a round is (${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--callers",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,8,64,512,2560",
      description = "Callers at the same time on one quota (${DEFAULT-VALUE}).")
  private List<Integer> callers = List.of();

  @Option(
      names = "--slower",
      paramLabel = "MS",
      split = ",",
      defaultValue = "0,1,5",
      description = "Milliseconds that every commit takes longer (${DEFAULT-VALUE}).")
  private List<Integer> slower = List.of();

  @Option(
      names = "--node-options",
      paramLabel = "FLAGS",
      defaultValue = "",
      description =
          "Suite telemetry: one more node, with these flags for its JVM, separated by spaces.")
  private String nodeOptions = "";

  @Option(names = "--quick", description = "One round of a blink, to see that everything works.")
  private boolean quick;

  @Option(names = "--docs", description = "Puts tables and charts into docs/bench.")
  private boolean docs;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkValues();
    Path project = Path.of(System.getProperty("kuota.home", "."));
    String command =
        "./kuota bench "
            + String.join(" ", requireNonNull(spec).commandLine().getParseResult().originalArgs());
    var run =
        new BenchRun(
            wanted(), effort(), callers(), slower(), nodeOptions(), Screen.ofThisProcess());
    BenchResult result = run.play(project, command.strip(), docs);
    return exitCode(result);
  }

  /** A number of which it is not known whether it is true must not pass for one. */
  static int exitCode(BenchResult result) {
    return result.violations().isEmpty() ? 0 : BOOKS_DO_NOT_BALANCE;
  }

  private void checkValues() {
    require(rounds >= 1 && rounds <= Effort.ROUNDS_MAX, "--rounds is 1 to " + Effort.ROUNDS_MAX);
    require(seconds > 0 && seconds <= SECONDS_MAX, "--seconds is more than 0, at most 600");
    require(
        callers.stream().allMatch(number -> number >= 1 && number <= CALLERS_MAX),
        "--callers is 1 to " + CALLERS_MAX);
    require(slower.stream().allMatch(ms -> ms >= 0 && ms <= 100), "--slower is 0 to 100");
    require(!(docs && quick), "--docs with numbers of --quick would print what means nothing");
  }

  private List<Suite> wanted() {
    if (suites.isEmpty()) return SUITES.stream().filter(Suite::isUsual).toList();
    var wanted = new ArrayList<Suite>();
    for (String name : suites) {
      wanted.add(
          SUITES.stream()
              .filter(suite -> suite.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () -> wrong("there is no suite '%s'; there are %s".formatted(name, names()))));
    }
    return wanted;
  }

  private static String names() {
    return SUITES.stream().map(Suite::name).collect(Collectors.joining(", "));
  }

  private Effort effort() {
    if (quick) return Effort.quickly();
    Duration round = Duration.ofNanos(Math.round(seconds * 1e9));
    return new Effort(rounds, round, round, false);
  }

  private List<Integer> callers() {
    return quick ? List.of(8) : callers;
  }

  private List<Duration> slower() {
    return (quick ? List.of(0, 1) : slower).stream().map(Duration::ofMillis).toList();
  }

  private List<String> nodeOptions() {
    return Stream.of(nodeOptions.split(" ")).filter(flag -> !flag.isEmpty()).toList();
  }

  private void require(boolean fulfilled, String rule) {
    if (!fulfilled) throw wrong(rule);
  }

  private ParameterException wrong(String rule) {
    return new ParameterException(requireNonNull(spec).commandLine(), rule);
  }
}
