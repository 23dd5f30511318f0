package id.kuota.bench.lab.neighbour;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.disk.Reference;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.bench.surroundings.EngineNode;
import id.kuota.persistence.database.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Measures the effect of a hot quota on the others of its node. */
public final class NeighbourSuite implements Suite.Measurement {

  private static final String ALONE = "alone";
  private static final String BESIDE = "beside a saturated quota";
  private static final String OF_ALONE = "p99, times alone";
  private static final double GOAL = 1.5;

  private static final List<String> NOTES =
      List.of(
          NeighbourContender.COLD_RATE
              + " holds a second by the clock, in turn on "
              + ColdQuotas.COLD
              + " cold quotas of one engine, timed from when each was due.",
          "The saturated quota has "
              + NeighbourContender.CROWD
              + " callers, who hold and release as soon as they are answered.");

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    Reference reference = Reference.measure(bench);
    DatabaseSettings settings = bench.server().kuotaDatabase("bench_neighbour");
    try (var node = EngineNode.start(settings);
        ExecutorService callers =
            Executors.newWorkStealingPool(Runtime.getRuntime().availableProcessors())) {
      ColdQuotas quotas = ColdQuotas.open(node);
      var contenders =
          List.of(
              new NeighbourContender(ALONE, quotas, false, callers),
              new NeighbourContender(BESIDE, quotas, true, callers));
      return result(Rounds.play(bench.effort(), contenders, bench.doing()), reference);
    }
  }

  private SuiteResult result(Rounds rounds, Reference reference) {
    var alone = new Row(Map.of("cold quotas", ALONE), rounds.medians(ALONE));
    var figures = new ArrayList<>(rounds.medians(BESIDE));
    double times =
        new Row(Map.of(), figures).value(NeighbourContender.P99)
            / alone.value(NeighbourContender.P99);
    figures.add(Figure.of(OF_ALONE, "x", times));
    var beside = new Row(Map.of("cold quotas", BESIDE), figures);
    var notes = new ArrayList<>(NOTES);
    notes.add(reference.note());
    var violations = new ArrayList<>(reference.violations());
    violations.addAll(rounds.violations());
    return new SuiteResult(
        "neighbour",
        List.of(new Table("neighbour", "A noisy neighbour", List.of(alone, beside), notes)),
        List.of(),
        List.of(Goal.atMost("p99 of cold quotas beside a saturated one", GOAL, times, "x")),
        violations);
  }
}
