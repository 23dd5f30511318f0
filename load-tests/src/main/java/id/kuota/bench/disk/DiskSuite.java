package id.kuota.bench.disk;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.CommitTime;
import id.kuota.persistence.database.DatabaseSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the disk takes to flush, and how long one commit takes on it. */
public final class DiskSuite implements Suite.Measurement {

  private static final List<String> NOTES =
      List.of(
          "A flush is one write of 8 kB and FileChannel.force(false), in a file that has its size.",
          "The INSERT is the journal row of one hold, prepared, on one connection that commits by"
              + " itself: what one caller would wait for at least.");

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    DatabaseSettings database = bench.server().kuotaDatabase("bench_disk");
    var rows = new ArrayList<Row>();
    var violations = new ArrayList<Violation>();
    for (Duration slower : bench.slower()) {
      String commit = CommitTime.words(slower);
      bench.server().slowCommitsBy(slower);
      try (var flush = new FlushProbe(bench.server().folder().resolve("flush"));
          var insert = new InsertProbe(database, FlushProbe.COUNTED)) {
        // The delay is the server's: the disk itself is measured once.
        List<Contender> contenders = slower.isZero() ? List.of(flush, insert) : List.of(insert);
        Rounds rounds =
            Rounds.play(
                bench.effort(), contenders, doing -> bench.doing().accept(commit + ", " + doing));
        for (Contender contender : contenders) {
          var of = new LinkedHashMap<>(Map.of("commit", commit));
          of.put("operation", contender.name());
          rows.add(new Row(of, rounds.medians(contender.name())));
        }
        violations.addAll(rounds.violations());
      }
    }
    var table = new Table("disk", "The disk", rows, NOTES);
    return new SuiteResult("disk", List.of(table), List.of(), List.of(), violations);
  }
}
