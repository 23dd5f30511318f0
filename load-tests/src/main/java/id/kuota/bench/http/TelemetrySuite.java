package id.kuota.bench.http;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.disk.Reference;
import id.kuota.bench.http.server.KuotaServer;
import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.bench.surroundings.ProcessorTime;
import id.kuota.load.server.ServerClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What telemetry costs: orders through HTTP at nodes with more and less of it, in turns. */
public final class TelemetrySuite implements Suite.Measurement {

  private static final String WITHOUT = "without";
  private static final String AS_SHIPPED = "as shipped";
  private static final String TRACED = "with a collector";
  private static final String PROFILED = "as shipped, profiled";
  private static final String OPTIONS = "with --node-options";
  private static final String OF_WITHOUT = "of without";
  private static final String PROCESSOR_OF_WITHOUT = "its processor";
  private static final int CONNECTIONS = 64;
  private static final long CAPACITY = 1_000_000_000;
  private static final double GOAL = 97;
  private static final double PROFILE_GOAL = 98;

  private static final Map<String, String> OFF =
      Map.of("KUOTA_METRICS_PORT", "0", "KUOTA_TRACES_SAMPLE", "0");

  private static final List<String> NOTES =
      List.of(
          "Nodes beside one PostgreSQL, one at work at a time; orders of one unit over "
              + CONNECTIONS
              + " kept-alive connections.",
          WITHOUT
              + ": KUOTA_METRICS_PORT=0 and KUOTA_TRACES_SAMPLE=0. "
              + AS_SHIPPED
              + ": neither. "
              + TRACED
              + ": a tenth of the requests go there as spans.",
          PROFILED
              + ": the same node while /debug/profile records; "
              + ProfiledContender.OF_UNPROFILED
              + ": of a round just before or after.",
          "Two nodes of the same build differ by some percent, each time they start: see more runs.",
          "server, database, client: processor time of each for one answer when saturated; "
              + PROCESSOR_OF_WITHOUT
              + ": server, of the node without.");

  /** What is compared are nodes whose code is compiled: later rounds must not be faster ones. */
  private static final Duration WARM_UP = Duration.ofSeconds(45);

  /**
   * A node with its sale.
   *
   * @param orders counts its orders, each with a key of its own
   */
  private record Side(String name, KuotaServer node, ServerClient client, AtomicLong orders)
      implements AutoCloseable {

    static Side start(Bench bench, String name, Map<String, String> more, List<String> flags)
        throws Exception {
      var node =
          KuotaServer.startPaying(
              bench, "telemetry_" + name.replaceAll("[^a-z]+", "_"), more, flags);
      return new Side(name, node, new ServerClient(node.node()), new AtomicLong());
    }

    HttpContender contender() throws SQLException {
      return contender(name, "bench-telemetry");
    }

    HttpContender contender(String contender, String saleName) throws SQLException {
      var sale = new BenchSale(saleName, CAPACITY, 0);
      sale.open(client);
      return HttpContender.saturating(
          new HttpContender.Traffic(
              contender, node.jvm().address(), sale.orders(orders), OrderBooks.CREATED),
          CONNECTIONS,
          new ProcessorTime.Watch(node.jvm().handle(), ProcessorTime.postgres(node.database())),
          sale.books(client));
    }

    @Override
    public void close() {
      client.close();
      node.close();
    }
  }

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    Reference reference = Reference.measure(bench);
    var sides = new ArrayList<Side>();
    try (var collector = SpanSink.start()) {
      try {
        sides.add(Side.start(bench, WITHOUT, OFF, List.of()));
        Side shipped = Side.start(bench, AS_SHIPPED, ProfiledContender.TOKEN_SETTING, List.of());
        sides.add(shipped);
        sides.add(
            Side.start(
                bench,
                TRACED,
                Map.of("KUOTA_TRACES_OTLP_ENDPOINT", collector.address()),
                List.of()));
        if (!bench.nodeOptions().isEmpty()) {
          sides.add(Side.start(bench, OPTIONS, Map.of(), bench.nodeOptions()));
        }
        var contenders = new ArrayList<Contender>();
        for (Side side : sides) contenders.add(side.contender());
        contenders.add(
            new ProfiledContender(
                shipped.contender(PROFILED, "bench-telemetry-profiled"), shipped.node().metrics()));
        Rounds rounds = Rounds.play(warmedUp(bench.effort()), contenders, bench.doing());
        return result(rounds, contenders.stream().map(Contender::name).toList(), reference);
      } finally {
        sides.forEach(Side::close);
      }
    }
  }

  private static Effort warmedUp(Effort effort) {
    return effort.quick()
        ? effort
        : new Effort(effort.rounds(), effort.round(), WARM_UP, effort.quick());
  }

  private static SuiteResult result(Rounds rounds, List<String> names, Reference reference) {
    var rows = new ArrayList<Row>();
    for (String name : names) {
      var figures = new ArrayList<>(rounds.medians(name));
      if (!figures.isEmpty()) {
        figures.add(1, ofWithout(rounds, name, HttpContender.RATE, OF_WITHOUT));
        figures.add(ofWithout(rounds, name, HttpContender.SERVER, PROCESSOR_OF_WITHOUT));
      }
      rows.add(new Row(Map.of("node", name), figures));
    }
    var notes = new ArrayList<>(NOTES);
    notes.add(reference.note());
    var violations = new ArrayList<>(reference.violations());
    violations.addAll(rounds.violations());
    return new SuiteResult(
        "telemetry",
        List.of(new Table("telemetry", "What telemetry costs", rows, notes)),
        List.of(),
        List.of(
            Goal.atLeast(
                "orders with metrics and traces, of those without",
                GOAL,
                ofWithout(rounds, AS_SHIPPED, HttpContender.RATE, OF_WITHOUT).value(),
                "%"),
            Goal.atLeast(
                "orders during a profile, of those just before or after",
                PROFILE_GOAL,
                rounds.median(PROFILED, ProfiledContender.OF_UNPROFILED),
                "%")),
        violations);
  }

  private static Figure ofWithout(Rounds rounds, String name, String figure, String as) {
    return Figure.of(as, "%", 100 * rounds.median(name, figure) / rounds.median(WITHOUT, figure));
  }
}
