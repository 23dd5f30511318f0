package id.kuota.bench.engine;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.disk.Reference;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Orders a second in the engine, with order and hold durable. */
public final class EngineSuite implements Suite.Measurement {

  private static final List<OrderCase> CASES =
      List.of(
          new OrderCase(64, 0),
          new OrderCase(256, 0),
          new OrderCase(1_000, 0),
          new OrderCase(256, 4));

  private static final List<OrderCase> QUICK = List.of(new OrderCase(64, 0), new OrderCase(64, 4));

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    Reference reference = Reference.measure(bench);
    try (ExecutorService callers =
            Executors.newWorkStealingPool(Runtime.getRuntime().availableProcessors());
        var room = new EngineRoom(bench.server())) {
      var contenders = new ArrayList<OrderingContender>();
      for (JournalPath path : JournalPath.values()) {
        for (OrderCase orders : bench.effort().quick() ? QUICK : CASES) {
          contenders.add(new OrderingContender(room, path, orders, callers));
        }
      }
      Rounds rounds = Rounds.play(bench.effort(), contenders, bench.doing());
      return EngineFindings.result("engine", reference, contenders, rounds);
    }
  }
}
