package id.kuota.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Nodes, database, gateway and network of a run. */
public final class Cluster implements AutoCloseable {

  /** The validity of a lease, as nodes have it by default. */
  public static final Duration LEASE = Duration.ofMillis(2500);

  private static final Duration FIRST_START_MAX = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration HEALTH_MAX = Duration.ofSeconds(2);
  private static final String GATEWAY_KEY = "SB-Mid-server-chaos";
  private static final int KEY_BYTES = 32;

  private final Network network;
  private final ChaosDatabase database;
  private final String operatorKey = randomKey();
  private final CountDownLatch ending = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(HEALTH_MAX).build();
  private final Path logs;
  private List<NodeSlot> nodes = List.of();
  private @Nullable Process gateway;
  private @Nullable ProcessorLimit limit;

  private Cluster(Network network, ChaosDatabase database, Path logs) {
    this.network = network;
    this.database = database;
    this.logs = logs;
  }

  /**
   * Starts all, and returns when the nodes have formed one cluster.
   *
   * @param build that the nodes run at first
   * @param folder gets the logs and the database
   */
  public static Cluster start(int nodes, Build build, Surroundings surroundings, Path folder)
      throws IOException {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Network network = surroundings.network(nodes);
    ChaosDatabase database;
    try {
      database = ChaosDatabase.start(folder.resolve("database"), network.hub(), nodes);
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
    var cluster = new Cluster(network, database, logs);
    // From here on Ctrl-C ends everything, also what is only starting.
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "chaos-end"));
    try {
      cluster.startProcesses(nodes, build);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startProcesses(int count, Build build) {
    int port = NodePorts.one();
    String url = "http://%s:%d".formatted(network.bringHome(port), port);
    gateway =
        ChildProcess.start(
            Build.THIS.classPath(),
            List.of(),
            List.of(
                "fake-gateway",
                "--host",
                network.hub(),
                "--port",
                String.valueOf(port),
                "--address",
                url,
                "--server-key",
                GATEWAY_KEY),
            Map.of(),
            logs.resolve("gateway.log"));
    var shared = new HashMap<String, String>();
    shared.put("KUOTA_DATABASE_URL", database.forNodes().url());
    shared.put("KUOTA_DATABASE_USER", database.forNodes().user());
    shared.put("KUOTA_DATABASE_PASSWORD", database.forNodes().password());
    shared.put("KUOTA_SECRET", randomKey());
    shared.put("KUOTA_OPERATOR_KEY", operatorKey);
    shared.put("KUOTA_MIDTRANS_SERVER_KEY", GATEWAY_KEY);
    shared.put("KUOTA_MIDTRANS_SNAP_URL", url);
    shared.put("KUOTA_MIDTRANS_API_URL", url);
    shared.put("KUOTA_MIDTRANS_METHODS", "instant,qris");
    shared.put("KUOTA_WARM_UP_TIME", "0s");
    nodes =
        IntStream.range(0, count)
            .mapToObj(number -> new NodeSlot(number, network, build, shared, logs))
            .toList();
    // The first one brings the schema up to date; the others join it.
    nodes.getFirst().start();
    require(() -> isHealthy(nodes.getFirst()), "the first node does not answer");
    nodes.stream().skip(1).forEach(NodeSlot::start);
    require(this::isWhole, "the nodes have not formed a cluster");
  }

  private void require(BooleanSupplier condition, String otherwise) {
    if (!await(condition, FIRST_START_MAX)) {
      throw new SurroundingsException("%s; see the logs in %s".formatted(otherwise, logs));
    }
  }

  public List<NodeSlot> nodes() {
    return nodes;
  }

  public ChaosDatabase database() {
    return database;
  }

  public Network network() {
    return network;
  }

  public String operatorKey() {
    return operatorKey;
  }

  /** Puts a node on 5 % of a core. */
  public void slowDown(NodeSlot node) {
    limit = ProcessorLimit.make();
    limit.hold(node.handle());
  }

  /** Takes the limit away. Safe to repeat. */
  public void speedUp() {
    if (limit != null) limit.close();
    limit = null;
  }

  /** Returns whether every node is live by its lease, hears all others, and answers. */
  public boolean isWhole() {
    try (Connection connection = database.connect()) {
      Set<String> whole =
          new LeaseRows(connection)
              .all().stream()
                  .filter(row -> row.fenced().isEmpty() && row.age() < LEASE.toMillis() / 1e3)
                  .filter(row -> row.hears() == nodes.size())
                  .map(LeaseRows.Row::address)
                  .collect(Collectors.toSet());
      return nodes.stream().allMatch(node -> whole.contains(node.address()) && isHealthy(node));
    } catch (SQLException away) {
      return false;
    }
  }

  /** Returns the starts of all nodes; empty while the database is away. */
  public List<LeaseRows.Row> leases() {
    try (Connection connection = database.connect()) {
      return new LeaseRows(connection).all();
    } catch (SQLException away) {
      return List.of();
    }
  }

  /** Returns the node that has been in for the longest time: it has the cluster's singletons. */
  public Optional<NodeSlot> oldest() {
    return leases().stream()
        .filter(row -> row.fenced().isEmpty())
        .min(Comparator.comparingLong(LeaseRows.Row::epoch))
        .flatMap(row -> byAddress(row.address()));
  }

  /** Returns the node that was started last. */
  public Optional<NodeSlot> youngest() {
    return leases().stream()
        .filter(row -> row.fenced().isEmpty())
        .max(Comparator.comparingLong(LeaseRows.Row::epoch))
        .flatMap(row -> byAddress(row.address()));
  }

  public Optional<NodeSlot> byAddress(String address) {
    return nodes.stream().filter(node -> node.address().equals(address)).findFirst();
  }

  /** Returns whether the condition comes true in time; ends early when the run is ended. */
  public boolean await(BooleanSupplier condition, Duration most) {
    long last = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > last || pause(LOOK_EVERY)) return false;
    }
    return true;
  }

  /** Waits; returns whether the run is being ended. */
  public boolean pause(Duration time) {
    try {
      return ending.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  public boolean isEnding() {
    return ending.getCount() == 0;
  }

  /** Undoes every fault that lasts: what stands still goes on, what is cut is mended. */
  public synchronized void heal() {
    database.goOn();
    nodes.forEach(NodeSlot::goOn);
    speedUp();
    nodes.forEach(NodeSlot::mendClock);
    network.mend();
  }

  /** Ends and removes everything. Safe to repeat, and from any thread. */
  @Override
  public void close() {
    ending.countDown();
    if (!closed.compareAndSet(false, true)) return;
    attempt(this::heal);
    nodes.forEach(node -> attempt(node::close));
    Process payments = gateway;
    if (payments != null) attempt(() -> ChildProcess.end(payments));
    attempt(database::close);
    attempt(network::close);
    http.shutdownNow();
  }

  /** One step that fails must not keep the others from being undone. */
  private static void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      System.err.println("kuota chaos: not undone: " + e.getMessage());
    }
  }

  private boolean isHealthy(NodeSlot node) {
    URI health = node.url().resolve("/healthz");
    try {
      return http.send(
                  HttpRequest.newBuilder(health).timeout(HEALTH_MAX).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  private static String randomKey() {
    var bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
