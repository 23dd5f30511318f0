package id.kuota.http.cli;

import id.kuota.http.cli.cluster.Balancer;
import id.kuota.http.cli.cluster.LocalCluster;
import id.kuota.http.cli.cluster.LocalNode;
import id.kuota.http.cli.cluster.NodePorts;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.node.StartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What {@code kuota cluster} has started, in order; {@link #stop} ends it the other way round, also
 * in the middle of a start. Everything lies in one folder, which is removed at the end.
 */
final class RunningCluster {

  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** More than the longest step of a start takes: that of PostgreSQL after a crash. */
  private static final Duration START_STEP_MAX = Duration.ofSeconds(90);

  private final Path folder;
  private final List<NodePorts> ports;
  private final long heap;
  private final Optional<Path> balancer;
  private final int apiPort;
  private final Console console;
  private final LiveTable table;
  private final Deque<Runnable> stops = new ArrayDeque<>();
  private final Map<Integer, LocalNode.State> told = new HashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;
  private boolean isCleared;

  RunningCluster(
      Path folder,
      List<NodePorts> ports,
      long heap,
      Optional<Path> balancer,
      int apiPort,
      Console console) {
    this.folder = folder;
    this.ports = ports;
    this.heap = heap;
    this.balancer = balancer;
    this.apiPort = apiPort;
    this.console = console;
    this.table = new LiveTable(console, Console.isTerminal());
  }

  /** Starts everything, and shows it until it is stopped. */
  void run(long beganNanos) {
    try {
      startAndShow(beganNanos);
    } finally {
      ended.countDown();
    }
  }

  private void startAndShow(long beganNanos) {
    DevSecrets secrets = DevSecrets.keptIn(folder.resolve("secrets.json"));
    var payments =
        new SimulatedPayments(url(), NodePorts.free(1).getFirst().api(), secrets.secret());
    var files = new NodeFiles(folder, heap, secrets, payments);
    try {
      LocalCluster nodes = start(files, payments);
      try (var api = new NodeApi(secrets.operatorKey())) {
        while (!nodes.step() && !stopping) {
          nodes.failed().ifPresent(RunningCluster::refuse);
          show(nodes, api);
        }
        if (stopping) return;
        PrivateFile.write(ProjectHome.find().nodeFile(), files.running(url(), ports));
        DemoSale demo = DemoSale.load(ports.getFirst().url(), secrets.operatorKey());
        table.say("");
        Welcome.cluster(console, url(), secrets, demo, (System.nanoTime() - beganNanos) / 1e9);
        while (!stopping) {
          show(nodes, api);
          nodes.step();
          LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
      }
    } catch (RuntimeException e) {
      if (stopping) return; // What fails now fails because it is being stopped.
      stopAll();
      clear();
      throw e;
    }
  }

  private LocalCluster start(NodeFiles files, SimulatedPayments payments) {
    DevDatabase database =
        console.doing(
            "PostgreSQL",
            () ->
                DevDatabase.start(
                    folder.resolve("postgres"),
                    Map.of("max_connections", connections()),
                    table::say),
            "for %d nodes".formatted(ports.size()));
    atStop("the database", database::close);
    files.database(database.settings());
    var gateway = console.doing("payments", payments::start, "simulated, at " + payments.address());
    atStop("the payment simulator", gateway::close);
    balancer.ifPresent(
        program -> {
          var started =
              console.doing(
                  "HAProxy", () -> Balancer.start(program, folder, apiPort, ports), "at " + url());
          atStop("HAProxy", started::close);
        });
    var nodes =
        new LocalCluster(
            ports.stream()
                .map(port -> new LocalNode(port, files.command(port), table::say))
                .toList(),
            table::say);
    atStop("the nodes", nodes::close);
    return nodes;
  }

  /** Each node has its pools, and a look at its health. */
  private String connections() {
    return String.valueOf(20 * ports.size() + 20);
  }

  private String url() {
    return "http://127.0.0.1:" + apiPort;
  }

  private void show(LocalCluster nodes, NodeApi api) {
    List<ClusterTable.Row> rows = nodes.nodes().stream().map(ClusterTable.Row::of).toList();
    if (!Console.isTerminal()) rows.forEach(this::tell);
    table.show(new ClusterTable(rows, picture(nodes, api)).lines());
    LockSupport.parkNanos(LOOK_EVERY_NANOS);
  }

  private void tell(ClusterTable.Row row) {
    if (row.state() != told.put(row.number(), row.state())) {
      table.say(
          "node %d: %s%s"
              .formatted(
                  row.number(), row.words(), row.pid() == 0 ? "" : ", process " + row.pid()));
    }
  }

  /** Nothing is kept, so the reason is told now. */
  private static void refuse(LocalNode node) {
    throw new StartException(
        "node %d does not start. The end of its log:%n%s"
            .formatted(node.ports().number(), node.endOfLog()));
  }

  private static Optional<ClusterJson> picture(LocalCluster nodes, NodeApi api) {
    for (LocalNode node : nodes.nodes()) {
      if (node.state() != LocalNode.State.READY) continue;
      try {
        return Optional.of(api.cluster(URI.create(node.ports().url())));
      } catch (IOException e) {
        // The next one is asked; that this one does not answer its row says.
      }
    }
    return Optional.empty();
  }

  private synchronized void atStop(String what, Runnable stop) {
    if (stopping) {
      stop.run();
      throw new StartException("The start was broken off.");
    }
    stops.push(
        () -> {
          table.say("stopping " + what);
          stop.run();
        });
  }

  /**
   * Stops what was started: the nodes one by one, then the rest. Waits for a step of the start that
   * is under way, since what it starts is stopped too. Blocks.
   */
  void stop() {
    stopping = true;
    stopAll();
    try {
      if (!ended.await(START_STEP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        table.say("a step of the start does not end; look for processes that it has left");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clear();
  }

  private synchronized void stopAll() {
    if (stops.isEmpty()) return;
    table.close();
    table.say("");
    while (!stops.isEmpty()) stops.pop().run();
  }

  private synchronized void clear() {
    if (isCleared) return;
    isCleared = true;
    DevCommand.forget(ProjectHome.find().nodeFile());
    DevCommand.forget(folder);
    table.say("Everything is stopped, and nothing is left.");
  }
}
