package id.kuota.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.simulation.audit.Auditor;
import id.kuota.simulation.audit.Tally;
import id.kuota.simulation.cluster.Seams;
import id.kuota.simulation.mutant.Mutant;
import id.kuota.simulation.plan.Fault;
import id.kuota.simulation.plan.Plan;
import id.kuota.simulation.world.Story;
import id.kuota.simulation.world.Weather;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whole sales under seeds; {@code ./kuota simulate} runs more of them. */
final class SimulationTest {

  private static final int SEEDS = 300;

  @Test
  void everyPromiseIsKeptWhateverGoesWrong() {
    Summary summary = new Campaign(1, SEEDS, () -> Seams.HONEST).run();
    assertThat(summary.failures()).as(summary::words).isEmpty();
    assertThat(summary.runs()).isEqualTo(SEEDS);
    Tally tally = summary.tally();
    assertThat(
            new int[] {
              tally.placed(),
              tally.paid(),
              tally.refunds(),
              tally.late(),
              tally.left(),
              tally.admissions()
            })
        .as("something was tried: %s", tally)
        .doesNotContain(0);
  }

  /**
   * Remote actors deliver at most once, so a batch does not come again after its answer. If one
   * did, a hold could be granted once more after its order was paid, and be sold without a ticket.
   * That costs units, and the books show it; but no unit is sold to two buyers.
   */
  @Test
  void anEchoOfABatchMayCostUnitsButSellsNothingTwice() {
    var weather = new Weather(0.05, 0, 0.1, Duration.ofSeconds(9), true, 0.2);
    int leaks = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Plan plan = Plan.of(seed).with(weather);
      Verdict verdict = Simulation.run(plan, Seams.HONEST, Story.untold());
      assertThat(verdict.objections())
          .as("seed %d", seed)
          .allMatch(objection -> objection.startsWith(Auditor.SOLD_WITHOUT_TICKET));
      leaks += verdict.objections().size();
    }
    assertThat(leaks).as("how often it cost units: it was tried").isPositive();
  }

  @Test
  void aSeedIsTheSameStoryEachTime() {
    for (long seed = 1; seed <= 5; seed++) {
      Verdict one = Simulation.run(Plan.of(seed), Seams.HONEST, Story.told());
      Verdict again = Simulation.run(Plan.of(seed), Seams.HONEST, Story.told());
      assertThat(one.story()).hasSizeGreaterThan(50).isEqualTo(again.story());
    }
  }

  @Test
  void aFailureIsShrunkToTheFaultThatCausesIt() {
    Mutant mutant = Mutant.STOPS_WHILE_BUSY;
    Plan failing =
        java.util.stream.LongStream.rangeClosed(1, 200)
            .mapToObj(Plan::of)
            .filter(plan -> !Simulation.run(plan, mutant.seams(), Story.untold()).isGood())
            .findFirst()
            .orElseThrow();
    Verdict shrunk = new Shrinker(mutant::seams).shrink(failing);
    assertThat(shrunk.isGood()).isFalse();
    assertThat(shrunk.plan().elements()).hasSizeLessThan(failing.elements().size());
    assertThat(shrunk.plan().elements())
        .as("a move of the entity is the cause")
        .anyMatch(
            element ->
                element instanceof Fault.RebalanceAtWrite || element instanceof Fault.Rebalance);
    assertThat(SequenceDiagram.of(shrunk))
        .startsWith("%% seed " + failing.seed())
        .contains("sequenceDiagram\n  participant p0 as ", "moves to", "Note over");
  }

  @Test
  void aDiagramShowsWhatIsLost() {
    Verdict verdict =
        Simulation.run(Plan.of(firstWithLoss()), Mutant.SALE_OPENS_NOTHING.seams(), Story.told());
    assertThat(verdict.isGood()).isFalse();
    assertThat(SequenceDiagram.of(verdict)).contains("->>", "%% ").doesNotContain(";");
  }

  private static long firstWithLoss() {
    return java.util.stream.LongStream.rangeClosed(1, 100)
        .filter(seed -> Plan.of(seed).weather().loss() > 0)
        .findFirst()
        .orElseThrow();
  }
}
