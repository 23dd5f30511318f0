package id.kuota.bench.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.disk.Reference;
import id.kuota.bench.http.server.BareServer;
import id.kuota.bench.http.server.ChildJvm;
import id.kuota.bench.http.server.KuotaServer;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.bench.surroundings.ProcessorTime;
import id.kuota.load.server.ServerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Orders, refusals and availability through HTTP, beside bare Pekko HTTP. */
public final class HttpSuite implements Suite.Measurement {

  private static final String BARE = "bare Pekko HTTP";
  private static final String ORDERS = "orders";
  private static final String LIMITED = "orders, limit per buyer";
  private static final String REFUSALS = "refusals: sold out";
  private static final String AVAILABILITY = "availability";

  private static final String OF_BARE = "of bare";
  private static final int CONNECTIONS = 256;
  private static final long CAPACITY = 1_000_000_000;
  private static final long SOLD_BEFORE = 200;
  private static final double ORDERS_GOAL = 5_000;
  private static final double REFUSALS_GOAL = 60;

  private static final List<String> NOTES =
      List.of(
          "Server, PostgreSQL and client share the processors; the client is ours, one thread, "
              + CONNECTIONS
              + " kept-alive connections.",
          "Bare Pekko HTTP has a node's settings, reads the JSON of the same request and answers the"
              + " bytes of an order from memory.",
          "answers: each connection asks again as soon as it is answered. sustained: the highest rate"
              + " of buyers who come by the clock at which all are served and the p99 stays"
              + " under 500 ms.",
          "p50 and p99: at "
              + Math.round(HttpContender.LOAD * 100)
              + " % of the answers, from the moment when the buyer came.",
          "server, database, client: processor time of each for one answer when saturated.",
          "sold out: the sale had " + SOLD_BEFORE + " units, which were ordered and paid before.",
          "Every server was warmed up for at least "
              + HttpContender.WARM_UP_MIN.toSeconds()
              + " s with the same requests.");

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    Reference reference = Reference.measure(bench);
    try (var node = KuotaServer.startPaying(bench, "http", List.of());
        var client = new ServerClient(node.node())) {
      var open = new BenchSale("bench-open", CAPACITY, 0);
      open.open(client);
      byte[] order = open.place(client, "first").getBytes(UTF_8);
      try (var bare = BareServer.start(order, KuotaServer.logs(bench))) {
        var postgres = ProcessorTime.postgres(node.database());
        var contenders = new ArrayList<HttpContender>();
        contenders.add(bare(bare, open, postgres));
        contenders.addAll(
            kuota(node, client, open, new ProcessorTime.Watch(node.jvm().handle(), postgres)));
        Rounds rounds = Rounds.play(bench.effort(), contenders, bench.doing());
        return result(contenders, rounds, reference);
      }
    }
  }

  private static HttpContender bare(ChildJvm bare, BenchSale sale, List<ProcessHandle> postgres) {
    return new HttpContender(
        new HttpContender.Traffic(
            BARE, bare.address(), sale.orders(new AtomicLong()), OrderBooks.CREATED),
        CONNECTIONS,
        new ProcessorTime.Watch(bare.handle(), postgres),
        null);
  }

  private static List<HttpContender> kuota(
      KuotaServer node, ServerClient client, BenchSale open, ProcessorTime.Watch watch)
      throws TimeoutException {
    var limited = new BenchSale("bench-limited", CAPACITY, 4);
    var soldOut = new BenchSale("bench-sold-out", SOLD_BEFORE, 0);
    limited.open(client);
    soldOut.open(client);
    soldOut.sellOut(client);
    var numbers = new AtomicLong();
    var address = node.jvm().address();
    OrderBooks openBooks = open.books(client);
    openBooks.grantedBefore(1);
    return List.of(
        new HttpContender(
            new HttpContender.Traffic(ORDERS, address, open.orders(numbers), 201),
            CONNECTIONS,
            watch,
            openBooks),
        new HttpContender(
            new HttpContender.Traffic(LIMITED, address, limited.orders(numbers), 201),
            CONNECTIONS,
            watch,
            limited.books(client)),
        new HttpContender(
            new HttpContender.Traffic(REFUSALS, address, soldOut.orders(numbers), 409),
            CONNECTIONS,
            watch,
            null),
        new HttpContender(
            new HttpContender.Traffic(AVAILABILITY, address, open.availability(numbers), 200),
            CONNECTIONS,
            watch,
            null));
  }

  private SuiteResult result(List<HttpContender> contenders, Rounds rounds, Reference reference) {
    double bare = rate(rounds.medians(BARE));
    var rows = new ArrayList<Row>();
    for (HttpContender contender : contenders) {
      var figures = new ArrayList<>(rounds.medians(contender.name()));
      if (!figures.isEmpty()) figures.add(1, Figure.of(OF_BARE, "%", 100 * rate(figures) / bare));
      rows.add(new Row(Map.of("request", contender.name()), figures));
    }
    var notes = new ArrayList<>(NOTES);
    notes.add(reference.note());
    var violations = new ArrayList<>(reference.violations());
    violations.addAll(rounds.violations());
    return new SuiteResult(
        "http",
        List.of(new Table("http", "Through HTTP", rows, notes)),
        List.of(),
        goals(rows),
        violations);
  }

  private static List<Goal> goals(List<Row> rows) {
    return List.of(
        Goal.atLeast(
            "durable orders through HTTP, sustained",
            ORDERS_GOAL,
            row(rows, ORDERS).value(HttpContender.SUSTAINED),
            "1/s"),
        Goal.atLeast(
            "sold-out refusals, of bare Pekko HTTP",
            REFUSALS_GOAL,
            row(rows, REFUSALS).value(OF_BARE),
            "%"));
  }

  private static Row row(List<Row> rows, String request) {
    return rows.stream()
        .filter(row -> request.equals(row.of().get("request")))
        .findFirst()
        .orElseThrow();
  }

  private static double rate(List<Figure> figures) {
    return figures.stream()
        .filter(figure -> figure.name().equals(HttpContender.RATE))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
