package id.kuota.bench.lab.memory;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.http.server.KuotaServer;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.result.Chart;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.bench.result.Violation;
import id.kuota.load.server.ServerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the memory of a node stays what it is while it sells as fast as it can. */
public final class MemorySuite implements Suite.Measurement {

  private static final String ORDERS = "orders so far";
  private static final String LIVE = "live heap";
  private static final String RESIDENT = "process";
  private static final double MIB = 1L << 20;

  /** What the promise is about: at least so long, and so many. */
  private static final double MINUTES_MIN = 10;

  private static final double ORDERS_MIN = 1_000_000;
  private static final double STEP = 100_000;
  private static final double STEP_MAX_MB = 4;

  /** A run that is long enough, and has not the orders, goes on up to so many times as long. */
  private static final int LONGER_MAX = 3;

  private static final Duration HOLD = Duration.ofSeconds(20);

  private static final List<String> NOTES =
      List.of(
          "A node with -Xmx1g, 256 connections that ask again as soon as they are answered, a limit"
              + " per buyer, every order of a buyer of its own. Of ten orders one is paid, one is"
              + " cancelled, and eight are given up: their units come back after %d s."
                  .formatted(HOLD.toSeconds()),
          "live heap: what a full collection leaves, forced after each round (jcmd"
              + " GC.class_histogram). process: its resident memory. entities awake: objects of that"
              + " kind, in the same moment.",
          "At the end every order of the journal has been paid, cancelled or has expired, and the"
              + " quota agrees.");

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    try (var node = KuotaServer.startPaying(bench, "memory", List.of());
        var client = new ServerClient(node.node())) {
      var sale = FullSpeed.open(node, client, HOLD);
      List<Row> rows = sell(bench, sale);
      bench.doing().accept("the last holds end");
      return result(rows, bench.effort(), sale.books(node.database()));
    }
  }

  private static List<Row> sell(Bench bench, FullSpeed sale) throws Exception {
    Effort effort = bench.effort();
    boolean isWhole = minutes(effort, effort.rounds()) >= MINUTES_MIN;
    int most = isWhole ? LONGER_MAX * effort.rounds() : effort.rounds();
    var rows = new ArrayList<Row>();
    rows.add(row(effort, 0, sale));
    for (int round = 1;
        round <= effort.rounds() || (round <= most && sale.orders() < ORDERS_MIN);
        round++) {
      bench
          .doing()
          .accept(String.format(Locale.ROOT, "round %d, %,d orders", round, sale.orders()));
      sale.sell(effort.round());
      rows.add(row(effort, round, sale));
    }
    return rows;
  }

  private static Row row(Effort effort, int round, FullSpeed sale) throws Exception {
    LiveMemory memory = sale.memory();
    var figures = new ArrayList<Figure>();
    figures.add(Figure.of(ORDERS, "", (double) sale.orders()));
    figures.add(Figure.of(LIVE, "MB", memory.heapBytes() / MIB));
    memory.residentBytes().ifPresent(bytes -> figures.add(Figure.of(RESIDENT, "MB", bytes / MIB)));
    figures.add(Figure.of("entities awake", "", (double) memory.entities()));
    return new Row(
        Map.of("minute", String.format(Locale.ROOT, "%.1f", minutes(effort, round))), figures);
  }

  private static double minutes(Effort effort, int rounds) {
    return rounds * effort.round().toMillis() / 60_000.0;
  }

  private SuiteResult result(List<Row> rows, Effort effort, List<Violation> books) {
    List<Slope.Point> heap =
        rows.stream()
            .map(row -> new Slope.Point(row.value(ORDERS) / STEP, row.value(LIVE)))
            .toList();
    return new SuiteResult(
        "memory",
        List.of(new Table("memory", "Memory at full speed", rows, NOTES)),
        List.of(chart(rows.subList(1, rows.size()))),
        List.of(
            Goal.atLeast(
                "minutes at full speed", MINUTES_MIN, minutes(effort, rows.size() - 1), ""),
            Goal.atLeast("orders in them", ORDERS_MIN, rows.getLast().value(ORDERS), ""),
            Goal.atMost(
                "live heap for each 100,000 orders more, last two thirds",
                STEP_MAX_MB,
                Slope.of(Slope.settled(heap)),
                "MB")),
        books);
  }

  private static Chart chart(List<Row> rows) {
    return new Chart(
        "memory",
        "Memory of a node at full speed",
        "orders so far",
        "MB",
        List.of(line(LIVE, rows), line(RESIDENT, rows)));
  }

  private static Chart.Line line(String figure, List<Row> rows) {
    List<Row> told = rows.stream().filter(row -> row.figure(figure).isPresent()).toList();
    return new Chart.Line(
        figure,
        told.stream().map(row -> row.value(ORDERS)).toList(),
        told.stream().map(row -> row.value(figure)).toList());
  }
}
