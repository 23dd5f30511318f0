package id.kuota.chaos;

import static java.util.Objects.requireNonNull;

import id.kuota.chaos.cluster.Build;
import id.kuota.chaos.cluster.Cluster;
import id.kuota.chaos.cluster.Surroundings;
import id.kuota.chaos.cluster.SurroundingsException;
import id.kuota.chaos.fault.Fault;
import id.kuota.chaos.fault.FaultKind;
import id.kuota.chaos.fault.Schedule;
import id.kuota.chaos.history.Histories;
import id.kuota.chaos.run.ChaosRun;
import id.kuota.chaos.run.Result;
import id.kuota.load.report.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kuota chaos}. */
@Command(
    name = "kuota chaos",
    description = {
      "Starts a cluster of its own on this machine, puts load on it, kills, stops and cuts off its"
          + " nodes and its database, and checks every answer that a client got.",
      "Partitions, a slow node and a wrong clock need root, nftables, iproute2 and faketime; without"
          + " them those faults are skipped, and named.",
      "Ends with 0 if all promises were kept, 1 if one was broken, 2 if nothing could be run."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class ChaosCommand implements Callable<Integer> {

  static final int BROKEN_PROMISE = 1;

  private static final double MINUTES_USUAL = 3;
  private static final double MINUTES_MAX = 24 * 60;
  private static final int NODES_MAX = 9;
  private static final double RATE_MAX = 2_000;
  private static final int KILLS_MAX = 100_000;
  private static final int SEED_BOUND = 1_000_000;

  @Option(names = "--seed", paramLabel = "S", description = "Of the schedule; random without it.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "How long faults are made (3; with --kills until all are); at least one is.")
  private Optional<Double> minutes = Optional.empty();

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "Nodes of the cluster, 2 to 9 (${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--faults",
      paramLabel = "NAME",
      split = ",",
      description = "Only these; --faults help lists them.")
  private List<String> faults = List.of();

  @Option(names = "--brief", description = "A kill and a stop, in half a minute.")
  private boolean brief;

  @Option(
      names = "--kills",
      paramLabel = "N",
      description =
          "Instead of the list: N SIGKILLs of nodes and of PostgreSQL, one after the other.")
  private Optional<Integer> kills = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "FOLDER",
      description =
          "Instead of the list: the jars of an earlier build, with which the nodes start; then each"
              + " is stopped and comes back as this build.")
  private Optional<Path> earlier = Optional.empty();

  @Option(
      names = "--processes-only",
      description = "Without namespaces, also where there are some.")
  private boolean processesOnly;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "40",
      description = "New orders per second (${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "target/chaos",
      description = "Gets histories, logs and database; emptied before (${DEFAULT-VALUE}).")
  private Path out = Path.of("target/chaos");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (faults.contains("help")) {
      FaultKind.listed()
          .forEach(kind -> System.out.printf("%-24s %s%n", kind.option(), kind.title()));
      return 0;
    }
    checkValues();
    Build build = earlier.map(Build::in).orElse(Build.THIS);
    Screen screen = Screen.ofThisProcess();
    Surroundings surroundings = processesOnly ? Surroundings.processesOnly() : Surroundings.tried();
    Schedule schedule = schedule(surroundings, screen);
    Path folder = EvidenceFolder.emptied(base().resolve(out).normalize());
    screen.say("%d nodes are starting; evidence in %s".formatted(nodes, folder));
    try (Cluster cluster = Cluster.start(nodes, build, surroundings, folder)) {
      var histories = new Histories(folder.resolve("history"));
      Result result = played(new ChaosRun(cluster, schedule, rate, histories, screen), cluster);
      report(result, schedule, folder, screen);
      return result.isGood() ? 0 : BROKEN_PROMISE;
    }
  }

  private Schedule schedule(Surroundings surroundings, Screen screen) {
    long chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(SEED_BOUND));
    Schedule schedule = schedule(chosen, surroundings, screen);
    screen.say("seed %d, %d faults:".formatted(chosen, schedule.faults().size()));
    if (kills.isEmpty()) schedule.faults().forEach(fault -> screen.say(words(fault)));
    return schedule;
  }

  private Schedule schedule(long chosen, Surroundings surroundings, Screen screen) {
    if (brief) return Schedule.brief(chosen);
    if (kills.isPresent()) return Schedule.kills(chosen, kills.get(), length());
    if (earlier.isPresent()) return Schedule.update(chosen, nodes);
    for (FaultKind kind : wanted()) {
      if (!surroundings.offers(kind.need())) {
        screen.say(
            "skipped: %s (%s)".formatted(kind.option(), surroundings.missing().get(kind.need())));
      }
    }
    List<FaultKind> kinds =
        wanted().stream().filter(kind -> surroundings.offers(kind.need())).toList();
    if (kinds.isEmpty()) throw wrong("none of these faults can be made here");
    return Schedule.of(chosen, length(), kinds);
  }

  private Duration length() {
    double usual = kills.isPresent() ? MINUTES_MAX : MINUTES_USUAL;
    return Duration.ofMillis(Math.round(minutes.orElse(usual) * 60_000));
  }

  private static String words(Fault fault) {
    String time = fault.time().isZero() ? "" : " (%.1f s)".formatted(fault.time().toMillis() / 1e3);
    return "%7.1f s  %s%s".formatted(fault.at().toMillis() / 1e3, fault.kind().option(), time);
  }

  /** Once the cluster is being taken away, a failure is no finding. */
  private static Result played(ChaosRun run, Cluster cluster) throws Exception {
    try {
      return run.play();
    } catch (Exception e) {
      if (!cluster.isEnding()) throw e;
      throw new SurroundingsException("ended before the final read; nothing was checked");
    }
  }

  private void report(Result result, Schedule schedule, Path folder, Screen screen)
      throws IOException {
    screen.say("");
    result.lines().forEach(screen::say);
    Files.write(folder.resolve("report.txt"), result.lines());
    String again = again(schedule.seed());
    screen.say(
        result.isGood()
            ? "all promises kept; again: " + again
            : "A PROMISE WAS BROKEN; evidence in %s; again: %s".formatted(folder, again));
  }

  /** The command as it was given, with the seed. */
  private String again(long chosen) {
    return requireNonNull(spec).commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> !option.longestName().equals("--seed"))
        .map(
            option ->
                option.arity().max() == 0
                    ? option.longestName()
                    : option.longestName() + " " + String.join(",", option.originalStringValues()))
        .collect(Collectors.joining(" ", "./kuota chaos --seed " + chosen + " ", ""))
        .strip();
  }

  private void checkValues() {
    if (minutes.filter(it -> !(it > 0 && it <= MINUTES_MAX)).isPresent())
      throw wrong("--minutes is more than 0, at most 1440");
    if (nodes < 2 || nodes > NODES_MAX) throw wrong("--nodes is 2 to " + NODES_MAX);
    if (kills.filter(it -> it < 1 || it > KILLS_MAX).isPresent())
      throw wrong("--kills is 1 to " + KILLS_MAX);
    if (Stream.of(brief, kills.isPresent(), earlier.isPresent(), !faults.isEmpty())
            .filter(is -> is)
            .count()
        > 1) {
      throw wrong("--brief, --kills, --from and --faults exclude each other");
    }
    if (!(rate >= 1 && rate <= RATE_MAX)) throw wrong("--rate is 1 to 2000");
  }

  private List<FaultKind> wanted() {
    if (faults.isEmpty()) return FaultKind.listed();
    return faults.stream()
        .map(
            name ->
                FaultKind.ofOption(name)
                    .orElseThrow(
                        () ->
                            wrong("there is no fault '%s'; there are %s".formatted(name, names()))))
        .toList();
  }

  private static String names() {
    return FaultKind.listed().stream().map(FaultKind::option).collect(Collectors.joining(", "));
  }

  private static Path base() {
    return Path.of(System.getProperty("kuota.home", "."));
  }

  private ParameterException wrong(String rule) {
    return new ParameterException(requireNonNull(spec).commandLine(), rule);
  }
}
