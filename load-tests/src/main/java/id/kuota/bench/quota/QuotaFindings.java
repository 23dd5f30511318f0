package id.kuota.bench.quota;

import id.kuota.bench.disk.InsertProbe;
import id.kuota.bench.disk.Reference;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Chart;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.CommitTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the rounds of the quota into a table, with ratios, goals and charts. */
final class QuotaFindings {

  static final String HOLDS = "holds";
  static final String KUOTA = "Kuota";
  static final String ROW_LOCK = "(a) row lock";
  static final String FUNCTION = "(b) one function";
  static final String BATCHED = "(c) batched SQL";
  static final String UNIT_ROWS = "(d) a row per unit";
  static final String INSERT = InsertProbe.NAME;

  private static final List<String> SQL = List.of(ROW_LOCK, FUNCTION, BATCHED, UNIT_ROWS);
  private static final String BY_BEST = "by the best SQL";

  private static final double ROW_LOCK_64 = 50;
  private static final double ROW_LOCK_512 = 100;
  private static final double BEST_512 = 1.3;
  private static final double BEST_2560 = 1.5;
  private static final double ONE_CALLER = 1.5;

  private static final List<String> NOTES =
      List.of(
          "Each contender holds one unit at a time for 15 minutes under an id of its own, and answers"
              + " when it is on disk.",
          "(a) UPDATE ... WHERE available >= n, INSERT and COMMIT, prepared. (b) The same in one"
              + " function, one round trip. Both on a pool of %d connections."
                  .formatted(SqlPool.SIZE),
          "(c) Arrays of up to 1,000 holds into one function, one batch in flight, no timer; same"
              + " semantics as Kuota. Its batches and those of Kuota are counted in holds.",
          "(d) One row for each unit, taken with FOR UPDATE SKIP LOCKED in one function with its hold,"
              + " from up to 1,000 rows that a thread prepares. On a pool as that of (a).",
          "The hold tables of all four have the index that finds what is over at its deadline.",
          "JVM, database: processor time for a hold; the JVM is that of the callers too.",
          "The pool of (a), (b) and (d) is not fair: a caller gets its last connection again, so half of"
              + " the callers wait briefly and the rest very long.",
          "\"Kuota is\": its rate by that of the contender; beside the INSERT of one row: its p50 by"
              + " that of the INSERT.");

  private final List<Row> rows = new ArrayList<>();
  private final Reference reference;
  private final List<Violation> violations = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();
  private final Map<Duration, Map<Integer, Rounds>> all = new LinkedHashMap<>();

  QuotaFindings(Reference reference) {
    this.reference = reference;
    violations.addAll(reference.violations());
  }

  void add(Duration slower, int callers, Rounds rounds) {
    all.computeIfAbsent(slower, _ -> new LinkedHashMap<>()).put(callers, rounds);
    violations.addAll(rounds.violations());
    for (String contender : List.of(KUOTA, ROW_LOCK, FUNCTION, BATCHED, UNIT_ROWS, INSERT)) {
      var figures = new ArrayList<>(rounds.medians(contender));
      if (figures.isEmpty()) continue;
      ratio(rounds, contender, callers).ifPresent(figures::add);
      var of = new LinkedHashMap<String, String>();
      of.put("commit", CommitTime.words(slower));
      of.put("callers", Integer.toString(contender.equals(INSERT) ? 1 : callers));
      of.put("contender", contender);
      rows.add(new Row(of, figures));
    }
    addGoals(CommitTime.words(slower), callers, rounds);
  }

  private static Optional<Figure> ratio(Rounds rounds, String contender, int callers) {
    return switch (contender) {
      case KUOTA -> Optional.empty();
      case INSERT ->
          callers == 1 ? Optional.of(times(quotient(rounds, "p50", contender))) : Optional.empty();
      case String other -> Optional.of(times(quotient(rounds, HOLDS, other)));
    };
  }

  private static Figure times(double ratio) {
    return Figure.of("Kuota is", "x", ratio);
  }

  private static double quotient(Rounds rounds, String figure, String contender) {
    return rounds.median(KUOTA, figure) / rounds.median(contender, figure);
  }

  private void addGoals(String commit, int callers, Rounds rounds) {
    String where = "one quota, %d callers, commit %s: ".formatted(callers, commit);
    double rowLock = quotient(rounds, HOLDS, ROW_LOCK);
    double best = byBestSql(rounds);
    switch (callers) {
      case 1 -> {
        double p50 = quotient(rounds, "p50", INSERT);
        goals.add(Goal.atMost(where + "p50 by that of an INSERT", ONE_CALLER, p50, "x"));
      }
      case 8 -> goals.add(Goal.atLeast(where + BY_BEST, 1, best, "x"));
      case 64 -> {
        goals.add(Goal.atLeast(where + "by the row lock", ROW_LOCK_64, rowLock, "x"));
        goals.add(Goal.atLeast(where + BY_BEST, 1, best, "x"));
      }
      case 512 -> {
        goals.add(Goal.atLeast(where + "by the row lock", ROW_LOCK_512, rowLock, "x"));
        goals.add(Goal.atLeast(where + BY_BEST, BEST_512, best, "x"));
      }
      case 2_560 -> goals.add(Goal.atLeast(where + BY_BEST, BEST_2560, best, "x"));
      default -> {} // Nothing was promised for others.
    }
  }

  /** Kuota's rate by that of the fastest of (a) to (d). */
  private static double byBestSql(Rounds rounds) {
    return SQL.stream()
        .mapToDouble(contender -> quotient(rounds, HOLDS, contender))
        .filter(ratio -> !Double.isNaN(ratio))
        .min()
        .orElse(Double.NaN);
  }

  SuiteResult result(String suite) {
    var notes = new ArrayList<>(NOTES);
    notes.add(reference.note());
    var table = new Table(suite, "Durable holds on one quota", rows, notes);
    List<Chart> charts =
        all.entrySet().stream().map(entry -> chart(entry.getKey(), entry.getValue())).toList();
    return new SuiteResult(suite, List.of(table), charts, goals, violations);
  }

  private static Chart chart(Duration slower, Map<Integer, Rounds> byCallers) {
    List<Chart.Line> lines =
        List.of(KUOTA, BATCHED, UNIT_ROWS, FUNCTION, ROW_LOCK).stream()
            .map(contender -> line(contender, byCallers))
            .filter(line -> !line.up().isEmpty())
            .toList();
    String commit =
        slower.isZero()
            ? "on the disk as it is"
            : "with every commit %d ms slower".formatted(slower.toMillis());
    return new Chart(
        "quota-plus-%d-ms".formatted(slower.toMillis()),
        "Durable holds per second on one quota, " + commit,
        "callers at the same time",
        "holds per second",
        lines);
  }

  private static Chart.Line line(String contender, Map<Integer, Rounds> byCallers) {
    var across = new ArrayList<Double>();
    var up = new ArrayList<Double>();
    byCallers.forEach(
        (callers, rounds) -> {
          double rate = rounds.median(contender, HOLDS);
          if (rate > 0) {
            across.add((double) callers);
            up.add(rate);
          }
        });
    return new Chart.Line(contender, across, up);
  }
}
