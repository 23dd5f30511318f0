package id.kuota.bench.lab.start;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.disk.Reference;
import id.kuota.bench.http.server.KuotaServer;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.bench.result.Violation;
import id.kuota.load.server.ServerClient;
import id.kuota.persistence.database.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the start of a process to its first durable order, and how the first buyers fare. */
public final class StartSuite implements Suite.Measurement {

  private static final String WARM_UP_TIME = "KUOTA_WARM_UP_TIME";
  private static final String NONE = "0s";
  private static final String WARM_UP = "20s";

  private static final List<String> NOTES =
      List.of(
          "A node in a JVM of its own, on a database with a sale that is open. port, ready, first"
              + " order answered: since the start of the process; the order has a limit per buyer"
              + " and is in the journal when it is answered.",
          "first second: %d orders by the clock in the second after it, timed from when each was due."
              .formatted(Start.RATE),
          "cache: an AOT cache of what one JVM has learned in a warm-up and a start like these"
              + " (KUOTA_AOT). warm-up: KUOTA_WARM_UP_TIME, orders in a shadow sale before the"
              + " node is ready.",
          "The median of the rounds; client, node and PostgreSQL share the processors.");

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    Reference reference = Reference.measure(bench);
    DatabaseSettings database = bench.server().kuotaDatabase("bench_start");
    Path logs = Files.createDirectories(bench.server().folder().resolveSibling("logs"));
    var nodes = new Nodes(database, logs.resolve("start-node.log"), KuotaServer.Keys.random());
    var learned = LearnedStart.in(logs);
    var sale = new StartSale();
    boolean isQuick = bench.effort().quick();
    bench.doing().accept("a node opens the sale" + (isQuick ? "" : " and learns"));
    try (var node = nodes.start(NONE, List.of());
        var client = new ServerClient(node.node())) {
      sale.open(client);
    }
    var contenders = new ArrayList<StartContender>();
    contenders.add(contender(nodes, sale, "no", NONE, List.of()));
    if (!isQuick) {
      Start.of(() -> nodes.start(WARM_UP, learned.learning()), sale);
      bench.doing().accept("an AOT cache is made");
      learned.make();
      contenders.add(contender(nodes, sale, "yes", NONE, learned.learned()));
      contenders.add(contender(nodes, sale, "no", WARM_UP, List.of()));
      contenders.add(contender(nodes, sale, "yes", WARM_UP, learned.learned()));
    }
    Rounds rounds = Rounds.play(bench.effort(), contenders, bench.doing());
    try (var node = nodes.start(NONE, List.of());
        var client = new ServerClient(node.node())) {
      return result(contenders, rounds, reference, sale.books(client));
    } finally {
      Files.deleteIfExists(learned.cache());
    }
  }

  /** Where the nodes start, one after the other. */
  private record Nodes(DatabaseSettings database, Path log, KuotaServer.Keys keys) {
    KuotaServer start(String warmUp, List<String> flags) throws IOException {
      return KuotaServer.start(database, log, Map.of(WARM_UP_TIME, warmUp), keys, flags);
    }
  }

  private static StartContender contender(
      Nodes nodes, StartSale sale, String cache, String warmUp, List<String> flags) {
    return new StartContender(
        cache, warmUp.equals(NONE) ? "no" : warmUp, () -> nodes.start(warmUp, flags), sale);
  }

  private SuiteResult result(
      List<StartContender> contenders, Rounds rounds, Reference reference, List<Violation> books) {
    var rows = new ArrayList<Row>();
    for (StartContender contender : contenders) {
      var of = new LinkedHashMap<String, String>();
      of.put("cache", contender.cache());
      of.put("warm-up", contender.warmUp());
      rows.add(new Row(of, rounds.medians(contender.name())));
    }
    var notes = new ArrayList<>(NOTES);
    notes.add(reference.note());
    var violations = new ArrayList<>(reference.violations());
    violations.addAll(rounds.violations());
    violations.addAll(books);
    return new SuiteResult(
        "start",
        List.of(new Table("start", "From the start to the first order", rows, notes)),
        List.of(),
        List.of(),
        violations);
  }
}
