package id.kuota.bench.projection;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.disk.Reference;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.bench.result.Violation;
import id.kuota.persistence.database.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The read models: how far behind they are under load, and how fast they catch up. */
public final class ProjectionSuite implements Suite.Measurement {

  private static final long ORDERS = 200_000;
  private static final long ORDERS_QUICK = 2_000;
  private static final double CATCH_UP_GOAL = 50_000;
  private static final double LAG_GOAL = 100;

  private static final List<String> LAG_NOTES =
      List.of(
          "An engine places orders at "
              + Math.round(LagContender.LOAD * 100)
              + " % of what it did a moment before with 256 callers; its projection runs beside it.",
          "lag: from the acknowledged commit of a marked row, written every "
              + Markers.WRITTEN_EVERY.toMillis()
              + " ms by another connection, until a third one, which looks every "
              + Markers.LOOKED_EVERY.toMillis()
              + " ms, finds it in the read model.");

  private static final List<String> CATCH_UP_NOTES =
      List.of(
          "A journal of "
              + ORDERS
              + " orders, from its first row: one row for each order, one for 200 holds on the"
              + " shared quota and, with a limit per buyer, one for the quota of each buyer.");

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    Reference reference = Reference.measure(bench);
    var violations = new ArrayList<>(reference.violations());
    Table lag = lag(bench, reference, violations);
    Table catchUp = catchUp(bench, violations);
    return new SuiteResult(
        "projection", List.of(lag, catchUp), List.of(), goals(lag, catchUp), violations);
  }

  private static Table lag(Bench bench, Reference reference, List<Violation> violations)
      throws Exception {
    DatabaseSettings settings = bench.server().kuotaDatabase("bench_lag");
    try (var contender = LagContender.start(settings)) {
      Rounds rounds = Rounds.play(bench.effort(), List.of(contender), bench.doing());
      violations.addAll(rounds.violations());
      var row =
          new Row(Map.of("measured", "journal to read model"), rounds.medians(contender.name()));
      var notes = new ArrayList<>(LAG_NOTES);
      notes.add(reference.note());
      return new Table("projection-lag", "Lag of the read model", List.of(row), notes);
    }
  }

  private static Table catchUp(Bench bench, List<Violation> violations) throws Exception {
    var contenders = new ArrayList<CatchUpContender>();
    for (boolean limited : List.of(false, true)) {
      DatabaseSettings settings =
          bench.server().kuotaDatabase(limited ? "bench_catch_up_limited" : "bench_catch_up");
      bench.doing().accept("a journal is being filled");
      long orders = bench.effort().quick() ? ORDERS_QUICK : ORDERS;
      contenders.add(
          new CatchUpContender(
              settings, FilledJournal.write(settings, "catch-up", orders, limited)));
      try (var model = new ReadModel(settings)) {
        model.analyze();
      }
    }
    Rounds rounds = Rounds.play(bench.effort(), contenders, bench.doing());
    violations.addAll(rounds.violations());
    List<Row> rows =
        contenders.stream()
            .map(
                contender ->
                    new Row(Map.of("measured", contender.name()), rounds.medians(contender.name())))
            .toList();
    return new Table("projection-catch-up", "Catching up", rows, CATCH_UP_NOTES);
  }

  private static List<Goal> goals(Table lag, Table catchUp) {
    return List.of(
        Goal.atMost(
            "p99 of journal to read model at 80 % load",
            LAG_GOAL, lag.rows().getFirst().value(LagContender.LAG_P99), "ms"),
        Goal.atLeast(
            "events into the read model while catching up",
            CATCH_UP_GOAL,
            catchUp.rows().getFirst().value(CatchUpContender.EVENTS),
            "1/s"));
  }
}
