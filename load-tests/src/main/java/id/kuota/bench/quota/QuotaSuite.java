package id.kuota.bench.quota;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.disk.InsertProbe;
import id.kuota.bench.disk.Reference;
import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.surroundings.CommitTime;
import id.kuota.bench.surroundings.ProcessorTime;
import id.kuota.persistence.database.DatabaseSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Durable holds of all callers on one quota, Kuota's beside four ways in SQL. */
public final class QuotaSuite implements Suite.Measurement {

  /** Callers that warm up the code before anything is measured. */
  private static final int WARM_UP_CALLERS = 64;

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    DatabaseSettings kuota = bench.server().kuotaDatabase("bench_quota");
    SqlTables sql = SqlTables.create(bench.server().emptyDatabase("bench_quota_sql"));
    DatabaseSettings reference = bench.server().kuotaDatabase("bench_quota_insert");
    var findings = new QuotaFindings(Reference.measure(bench));
    try (ExecutorService callers =
            Executors.newWorkStealingPool(Runtime.getRuntime().availableProcessors());
        var insert = new InsertProbe(reference, QuotaFindings.HOLDS);
        var rowLock = SqlSeller.rowLock(sql);
        var function = SqlSeller.function(sql);
        var batched = BatchedSqlSeller.start(sql, callers);
        var unitRows = UnitRowSeller.start(sql)) {
      var watch = new ProcessorTime.Watch(ProcessHandle.current(), ProcessorTime.postgres(kuota));
      boolean warm = !bench.effort().warmUp().isPositive();
      for (Duration slower : bench.slower()) {
        bench.server().slowCommitsBy(slower);
        for (int number : bench.callers()) {
          // A node of its own each time: the holds of the last one would fill the memory.
          try (var ours = KuotaSeller.start(kuota, sale(slower, number), callers)) {
            List<Seller> sellers = List.of(ours, rowLock, function, batched, unitRows);
            if (!warm) warmUp(bench, sellers, watch);
            warm = true;
            var contenders = new ArrayList<Contender>();
            sellers.forEach(seller -> contenders.add(new SellingContender(seller, number, watch)));
            // With the first callers, which are few.
            if (number == bench.callers().getFirst()) contenders.add(insert);
            String at = "commit %s, %d callers, ".formatted(CommitTime.words(slower), number);
            Rounds rounds =
                Rounds.play(
                    bench.effort().warmedUp(),
                    contenders,
                    doing -> bench.doing().accept(at + doing));
            findings.add(slower, number, rounds);
          }
        }
      }
    }
    return findings.result("quota");
  }

  private static String sale(Duration slower, int callers) {
    return "bench-%d-%d".formatted(slower.toMillis(), callers);
  }

  private static void warmUp(Bench bench, List<Seller> sellers, ProcessorTime.Watch watch)
      throws Exception {
    for (Seller seller : sellers) {
      bench.doing().accept("warm-up, " + seller.name());
      new SellingContender(seller, WARM_UP_CALLERS, watch).warmUp(bench.effort());
    }
  }
}
