package id.kuota.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.simulation.plan.Plan;
import id.kuota.simulation.run.Simulation;
import id.kuota.simulation.run.Verdict;
import id.kuota.simulation.world.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An auditor that never objects proves nothing: each planted fault must meet an objection. */
final class MutantsTest {

  private static final long SEEDS_MAX = 3_000;
  private static final String PAGE = "docs/reference/mutants.md";
  private static final String UPDATE =
      "mvn test -pl load-tests -am -Dtest=MutantsTest -Dkuota.update=true";

  /** Seeds at which a rare fault was found the last time; they are tried first. */
  private static final Map<Mutant, Long> KNOWN =
      new EnumMap<>(
          Map.of(
              Mutant.RELEASES_WITHOUT_ATTEMPT, 130L,
              Mutant.IGNORES_ATTEMPT, 1959L,
              Mutant.IGNORES_LOST_NODE, 3684L,
              Mutant.CANCEL_SILENCE_IS_DONE, 21L));

  @ParameterizedTest
  @EnumSource
  void theAuditorFindsIt(Mutant mutant) {
    Optional<Verdict> found =
        LongStream.concat(
                KNOWN.containsKey(mutant) ? LongStream.of(KNOWN.get(mutant)) : LongStream.empty(),
                LongStream.rangeClosed(1, SEEDS_MAX))
            .mapToObj(seed -> Simulation.run(Plan.of(seed), mutant.seams(), Story.untold()))
            .filter(verdict -> !verdict.isGood())
            .findFirst();
    assertThat(found).as("a seed of %s that finds: %s", SEEDS_MAX, mutant.fault()).isPresent();
  }

  @Test
  void thereAreThirtyAtLeastAndThePageNamesThemAll() throws IOException {
    assertThat(Mutant.values()).hasSizeGreaterThanOrEqualTo(30);
    Path file = root().resolve(PAGE);
    if (Boolean.getBoolean("kuota.update")) Files.writeString(file, page());
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("%s does not name the planted faults; run %s", PAGE, UPDATE)
        .isEqualTo(page());
  }

  private static String page() {
    var page =
        new StringBuilder("<!-- Generated from the mutants. To update: " + UPDATE + " -->\n\n")
            .append("# Planted faults\n\n")
            .append(
                """
                The simulation (`./kuota simulate`) is only worth what its auditor notices. Each of these faults is a small patch at a seam of the
                simulated cluster: at the journal, at the driver of an entity, or on the way between entities, quotas and gateways. `MutantsTest` plants one
                after the other and fails if a fault meets no objection. `./kuota simulate --mutant NAME` shows one, shrunk and drawn.

                | mutant | what is wrong |
                |---|---|
                """);
    for (Mutant mutant : Mutant.values()) {
      page.append("| `%s` | %s |%n".formatted(mutant, mutant.fault()));
    }
    return page.toString();
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) return at;
    }
    throw new IllegalStateException("the checkout begins where the folder .mvn is; none is above");
  }
}
