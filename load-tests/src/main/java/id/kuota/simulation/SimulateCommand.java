package id.kuota.simulation;

import static java.util.Objects.requireNonNull;

import id.kuota.load.report.Screen;
import id.kuota.simulation.cluster.Seams;
import id.kuota.simulation.mutant.Mutant;
import id.kuota.simulation.run.Campaign;
import id.kuota.simulation.run.SequenceDiagram;
import id.kuota.simulation.run.Shrinker;
import id.kuota.simulation.run.Summary;
import id.kuota.simulation.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kuota simulate}. */
@Command(
    name = "kuota simulate",
    description = {
      "Runs whole sales in virtual time with the entities of production: messages get lost, nodes"
          + " crash, the journal fails, the gateway is silent. Then all is well and everything must"
          + " come to its end.",
      "Ends with 0 if all promises were kept, 1 if one was broken. A seed that fails is shrunk and"
          + " drawn as a sequence diagram."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

  static final int BROKEN_PROMISE = 1;

  private static final int SEEDS_MAX = 100_000_000;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many seeds, beginning with 1 (${DEFAULT-VALUE}).")
  private int seeds;

  @Option(names = "--seed", paramLabel = "S", description = "Only this seed.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--mutant",
      paramLabel = "NAME",
      description = "With a planted fault: ${COMPLETION-CANDIDATES}.")
  private @Nullable Mutant mutant;

  @Option(
      names = "--diagram",
      paramLabel = "FILE",
      defaultValue = "target/simulation.mmd",
      description = "Where the sequence diagram of a failure goes, for Mermaid (${DEFAULT-VALUE}).")
  private Path diagram = Path.of("target/simulation.mmd");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (seeds < 1 || seeds > SEEDS_MAX) {
      throw new ParameterException(
          requireNonNull(spec).commandLine(), "--seeds is 1 to " + SEEDS_MAX);
    }
    Screen screen = Screen.ofThisProcess();
    OptionalLong only = seed.map(OptionalLong::of).orElse(OptionalLong.empty());
    var campaign = new Campaign(only.orElse(1), only.isPresent() ? 1 : seeds, this::seams);
    Summary summary;
    try (var _ = screen.progress(campaign::progress)) {
      summary = campaign.run();
    }
    screen.say(summary.words());
    Optional<Verdict> first = summary.failures().stream().findFirst();
    if (first.isEmpty()) return 0;
    report(screen, first.get());
    return BROKEN_PROMISE;
  }

  private Seams seams() {
    return mutant == null ? Seams.HONEST : mutant.seams();
  }

  private void report(Screen screen, Verdict failed) throws IOException {
    Supplier<Seams> seams = this::seams;
    Verdict shrunk = new Shrinker(seams).shrink(failed.plan());
    screen.say("");
    screen.say("seed %d, with as little of it as still fails:".formatted(failed.plan().seed()));
    screen.say("  machines  " + shrunk.plan().machines());
    screen.say("  weather   " + shrunk.plan().weather());
    screen.say("  troubles  " + shrunk.plan().troubles());
    shrunk.plan().elements().forEach(element -> screen.say("  element   " + element));
    shrunk.objections().forEach(objection -> screen.say("  objection " + objection));
    Path file = Path.of(System.getProperty("kuota.home", ".")).resolve(diagram).normalize();
    Files.createDirectories(requireNonNull(file.toAbsolutePath().getParent()));
    Files.writeString(file, SequenceDiagram.of(shrunk));
    screen.say("the story as a sequence diagram: " + file);
    screen.say(
        "again: ./kuota simulate --seed %d%s"
            .formatted(failed.plan().seed(), mutant == null ? "" : " --mutant " + mutant));
  }
}
