package id.kuota.bench.http;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.disk.Reference;
import id.kuota.bench.http.server.KuotaServer;
import id.kuota.bench.http.server.ProcessorTime;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.load.server.ServerClient;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What metrics and traces cost: orders through HTTP at nodes with and without them, in turns. */
public final class TelemetrySuite implements Suite.Measurement {

  private static final String WITHOUT = "without";
  private static final String AS_SHIPPED = "as shipped";
  private static final String OF_WITHOUT = "of without";
  private static final int CONNECTIONS = 64;
  private static final long CAPACITY = 1_000_000_000;
  private static final double GOAL = 97;

  private static final List<String> NOTES =
      List.of(
          "Two nodes beside one PostgreSQL, one at work at a time; orders of one unit over "
              + CONNECTIONS
              + " kept-alive connections.",
          WITHOUT
              + ": KUOTA_METRICS_PORT=0 and KUOTA_TRACES_SAMPLE=0. "
              + AS_SHIPPED
              + ": neither.",
          "server, database, client: processor time of each for one answer when saturated.");

  /** A node with its sale. */
  private record Side(String name, KuotaServer node, ServerClient client) implements AutoCloseable {

    static Side start(Bench bench, String name, Map<String, String> more) throws Exception {
      var node =
          KuotaServer.startPaying(bench, "telemetry_" + name.replace(' ', '_'), more, List.of());
      return new Side(name, node, new ServerClient(node.node()));
    }

    HttpContender orders() throws SQLException {
      var sale = new BenchSale("bench-telemetry", CAPACITY, 0);
      sale.open(client);
      return new HttpContender(
          new HttpContender.Traffic(
              name, node.jvm().address(), sale.orders(new AtomicLong()), OrderBooks.CREATED),
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
    var off = Map.of("KUOTA_METRICS_PORT", "0", "KUOTA_TRACES_SAMPLE", "0");
    try (var without = Side.start(bench, WITHOUT, off);
        var shipped = Side.start(bench, AS_SHIPPED, Map.of())) {
      List<HttpContender> contenders = List.of(without.orders(), shipped.orders());
      return result(Rounds.play(bench.effort(), contenders, bench.doing()), reference);
    }
  }

  private static SuiteResult result(Rounds rounds, Reference reference) {
    var rows = new ArrayList<Row>();
    double base = rounds.median(WITHOUT, HttpContender.RATE);
    for (String name : List.of(WITHOUT, AS_SHIPPED)) {
      var figures = new ArrayList<>(rounds.medians(name));
      double rate = rounds.median(name, HttpContender.RATE);
      if (!figures.isEmpty()) figures.add(1, Figure.of(OF_WITHOUT, "%", 100 * rate / base));
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
                rows.getLast().value(OF_WITHOUT),
                "%")),
        violations);
  }
}
