package id.kuota.http.cli;

import com.typesafe.config.ConfigFactory;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.Ports;
import id.kuota.http.node.StartException;
import id.kuota.http.payment.PaymentSimulator;
import id.kuota.persistence.database.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kuota dev}: everything on this machine, ready to sell a concert. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = "Starts a node with its own database and a demo sale, to try things out.")
final class DevCommand implements Callable<Integer> {

  private static final String LOOPBACK = "127.0.0.1";

  @Option(names = "--port", description = "HTTP port (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--gateway-port",
      description = "Port of the payment simulator (default: ${DEFAULT-VALUE}, or a free one).")
  private int gatewayPort = 8090;

  @Option(names = "--fresh", description = "Starts over: deletes the database and the keys.")
  private boolean fresh;

  @Option(
      names = "--demo-history",
      description = "Gives the demo sale an hour of history, if the database does not have it yet.")
  private boolean demoHistory;

  @Option(
      names = "--demo-seed",
      description = "The same number gives the same history (default: ${DEFAULT-VALUE}).")
  private long demoSeed = 1;

  @Override
  public Integer call() {
    long start = System.nanoTime();
    if (!Ports.isFree(gatewayPort)) gatewayPort = Ports.anyFree();
    var console = new Console();
    ProjectHome home = ProjectHome.find();
    requireNone();
    console.say(console.bold("Kuota " + Version.number()) + ", a node to try things out");
    console.say("");
    if (fresh) {
      console.doing("start over", () -> forget(home.folder()), "forgot " + home.folder());
    }
    DevSecrets secrets = DevSecrets.keptIn(home.secretsFile());
    DevDatabase database =
        console.doing(
            "PostgreSQL",
            () -> DevDatabase.start(home.databaseFolder(), console::say),
            "in " + home.databaseFolder());
    var payments =
        new SimulatedPayments("http://" + LOOPBACK + ":" + port, gatewayPort, secrets.secret());
    PaymentSimulator.Server gateway =
        console.doing("payments", payments::start, "simulated, at " + payments.address());
    var running = new AtomicReference<Node>();
    // A start takes long enough to be broken off, and PostgreSQL must not stay behind then.
    Shutdown.onSignal(() -> stop(running.get(), gateway, database, home));
    try {
      if (demoHistory) {
        var past =
            new DemoPast(
                database.settings(),
                new ServerSecret(secrets.secret()),
                demoSeed,
                Clock.systemUTC());
        console.doing("history", past::write, written -> written);
      }
      Node node = Node.start(settings(secrets, payments, database.settings()), console);
      running.set(node);
      Shutdown.whenLost(node, console, System::exit);
      PrivateFile.write(home.nodeFile(), runningNode(node.settings()));
      var demo =
          console.doing(
              "demo sale",
              () -> DemoSale.load(node.settings().localUrl(), node.settings().operatorKey()),
              "on sale");
      Welcome.print(console, node.settings(), demo, (System.nanoTime() - start) / 1e9);
    } catch (RuntimeException e) {
      gateway.close();
      database.close();
      throw e;
    }
    return Shutdown.await();
  }

  private static void stop(
      @Nullable Node node,
      PaymentSimulator.Server gateway,
      DevDatabase database,
      ProjectHome home) {
    if (node != null) node.close();
    gateway.stop().toCompletableFuture().join();
    database.close();
    forget(home.nodeFile());
  }

  private NodeSettings settings(
      DevSecrets secrets, SimulatedPayments payments, DatabaseSettings database) {
    Map<String, Object> own =
        Map.ofEntries(
            Map.entry("kuota.http.host", LOOPBACK),
            Map.entry("kuota.http.port", port),
            Map.entry("kuota.database.url", database.url()),
            Map.entry("kuota.database.user", database.user()),
            Map.entry("kuota.database.password", database.password()),
            Map.entry("kuota.operator-key", secrets.operatorKey()),
            Map.entry("kuota.secret", secrets.secret()));
    NodeSettings settings =
        NodeSettings.read(
            ConfigFactory.parseMap(own)
                .withFallback(ConfigFactory.parseMap(payments.ofNode()))
                .withFallback(ServeCommand.config(null, null)));
    // Only the HTTP port is fixed by the user; the others move when they are taken.
    return settings.withInternalPorts(
        Ports.isFree(settings.managementPort()) ? settings.managementPort() : Ports.anyFree(),
        Ports.isFree(settings.clusterPort()) ? settings.clusterPort() : Ports.anyFree(),
        Ports.isFree(settings.metrics().port()) ? settings.metrics().port() : Ports.anyFree());
  }

  private static RunningNode runningNode(NodeSettings settings) {
    return new RunningNode(
        settings.localUrl(),
        settings.operatorKey(),
        settings.database().url(),
        settings.database().user(),
        settings.database().password(),
        ProcessHandle.current().pid(),
        settings.metrics().kept()
            ? List.of(LOOPBACK + ":" + settings.metrics().port())
            : List.of());
  }

  /**
   * Refuses a second system of this project.
   *
   * @throws StartException if one runs
   */
  static void requireNone() {
    RunningNode.find()
        .ifPresent(
            running -> {
              throw new StartException(
                  "Nodes of this project are running already at %s (process %d)."
                      .formatted(running.url(), running.processId()));
            });
  }

  /** Deletes a folder or file with everything in it. */
  static Path forget(Path folder) {
    if (!Files.exists(folder)) return folder;
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
      return folder;
    } catch (IOException e) {
      throw new StartException("%s cannot be removed: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
