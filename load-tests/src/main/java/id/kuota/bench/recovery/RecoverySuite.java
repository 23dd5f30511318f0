package id.kuota.bench.recovery;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.disk.Reference;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.persistence.database.DatabaseSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** A suite that measures the outage of a large quota whose node is gone. */
public final class RecoverySuite implements Suite.Measurement {

  private static final int OPEN = 100_000;
  private static final int BEHIND = 1_000;
  private static final int QUICK = 100;
  private static final double GOAL_MS = 1_000;

  private static final List<String> NOTES =
      List.of(
          "A node starts on the journal, and is asked for the numbers of a quota that has"
              + " 1,000,000 units sold and 100,000 holds open; timed from the question to the"
              + " answer.",
          "Its shard is there, as it is in a node that says it is ready, and its JVM has read a quota"
              + " that was never opened: nothing else.",
          "new JVM: a process of its own in each round. warm: the same in a JVM that has done it"
              + " often. Behind: batches of "
              + StoredQuota.BATCH
              + " changes after the snapshot; half as many as come between two snapshots.");

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    Reference reference = Reference.measure(bench);
    DatabaseSettings database = bench.server().kuotaDatabase("bench_recovery");
    Effort effort = bench.effort();
    int open = effort.quick() ? QUICK : OPEN;
    var contenders = new ArrayList<RecoveryContender>();
    for (int behind : List.of(0, effort.quick() ? QUICK : BEHIND)) {
      var quota = StoredQuota.write(database, "behind-" + behind, open, behind);
      for (var place : RecoveryContender.Place.values()) {
        contenders.add(new RecoveryContender(database, quota, open, place));
      }
    }
    Rounds rounds = Rounds.play(effort, contenders, bench.doing());
    List<Row> rows = contenders.stream().map(contender -> row(contender, rounds)).toList();
    var notes = new ArrayList<>(NOTES);
    notes.add(reference.note());
    var violations = new ArrayList<>(reference.violations());
    violations.addAll(rounds.violations());
    return new SuiteResult(
        "recovery",
        List.of(new Table("recovery", "A large quota comes back", rows, notes)),
        List.of(),
        rows.stream().map(RecoverySuite::goal).toList(),
        violations);
  }

  private static Row row(RecoveryContender contender, Rounds rounds) {
    var of = new LinkedHashMap<String, String>();
    of.put("node", contender.place().words());
    of.put("batches behind", String.format(Locale.ROOT, "%,d", contender.behind()));
    return new Row(of, rounds.medians(contender.name()));
  }

  private static Goal goal(Row row) {
    return Goal.atMost(
        "a large quota back, %s, %s batches behind"
            .formatted(row.of().get("node"), row.of().get("batches behind")),
        GOAL_MS,
        row.value(RecoveryContender.ANSWERED),
        "ms");
  }
}
