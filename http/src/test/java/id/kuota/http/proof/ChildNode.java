package id.kuota.http.proof;

import static java.util.Map.entry;
import static org.awaitility.Awaitility.await;

import id.kuota.http.Main;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.payment.midtrans.MidtransSettings;
import id.kuota.http.testing.EdgeClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code kuota serve} in a JVM of its own, with the class path of the tests. */
final class ChildNode implements AutoCloseable {

  private static final Duration START_MAX = Duration.ofSeconds(90);
  private static final Duration DEATH_MAX = Duration.ofSeconds(30);
  private static final List<String> FLAGS =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:TieredStopAtLevel=1", // Lives for seconds: ready sooner, and leaves the others a
          // core.
          "-Xmx512m");

  private static final AtomicInteger STARTED = new AtomicInteger();

  private final Process process;
  private final Path log;

  private ChildNode(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a node, and returns when it answers. It ends with this JVM. */
  static ChildNode start(NodeSettings settings) {
    return start(settings, List.of());
  }

  /** Starts a node with more flags of the JVM. */
  static ChildNode start(NodeSettings settings, List<String> flags) {
    ChildNode node = begin(settings, flags);
    node.awaitAnswer(settings);
    return node;
  }

  /** Starts a node. It ends with this JVM. */
  static ChildNode begin(NodeSettings settings) {
    return begin(settings, List.of());
  }

  private static ChildNode begin(NodeSettings settings, List<String> flags) {
    Path log =
        Path.of(
            "target",
            "proof-nodes",
            "%d-%d.log".formatted(settings.clusterPort(), STARTED.incrementAndGet()));
    return new ChildNode(launch(settings, flags, log), log);
  }

  private void awaitAnswer(NodeSettings settings) {
    var edge = new EdgeClient(settings.httpPort());
    await()
        .atMost(START_MAX)
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(
            () -> {
              if (!process.isAlive()) throw new IllegalStateException("the node has ended");
              return edge.get("/healthz").status() == 200;
            });
  }

  /** SIGSTOP: the process stands still, and its connections stay open. */
  void freeze() {
    signal("STOP");
  }

  /** SIGCONT: the process goes on as if no time had passed. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
      if (kill.waitFor() != 0) throw new AssertionError("kill -" + name + " failed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What it has printed. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: nothing is finished, nothing is said. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(DEATH_MAX);
  }

  /** SIGTERM: please stop. */
  void askToStop() {
    process.destroy();
  }

  /** The exit code, once the process has ended. */
  int awaitEnd(Duration most) {
    try {
      if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the node still runs after " + most);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) kill();
  }

  private static Process launch(NodeSettings settings, List<String> flags, Path log) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "serve"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment(settings));
    settings
        .payment()
        .midtrans()
        .map(ChildNode::environment)
        .ifPresent(builder.environment()::putAll);
    builder.redirectOutput(Redirect.to(log.toFile()));
    try {
      Files.createDirectories(log.getParent());
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> environment(NodeSettings settings) {
    return Map.ofEntries(
        entry("KUOTA_HTTP_HOST", settings.httpHost()),
        entry("KUOTA_HTTP_PORT", String.valueOf(settings.httpPort())),
        entry("KUOTA_MANAGEMENT_PORT", String.valueOf(settings.managementPort())),
        entry("KUOTA_METRICS_PORT", String.valueOf(settings.metrics().port())),
        entry("KUOTA_CLUSTER_PORT", String.valueOf(settings.clusterPort())),
        entry("KUOTA_SEED_NODES", String.join(",", settings.seedNodes())),
        entry("KUOTA_DATABASE_URL", settings.database().url()),
        entry("KUOTA_DATABASE_USER", settings.database().user()),
        entry("KUOTA_DATABASE_PASSWORD", settings.database().password()),
        entry("KUOTA_SECRET", settings.secret()),
        entry("KUOTA_OPERATOR_KEY", settings.operatorKey()),
        entry("KUOTA_FAKE_GATEWAY", String.valueOf(settings.payment().simulator())),
        entry("KUOTA_WARM_UP_TIME", settings.warmUp().toMillis() + "ms"));
  }

  private static Map<String, String> environment(MidtransSettings midtrans) {
    return Map.of(
        "KUOTA_MIDTRANS_SERVER_KEY", midtrans.serverKey(),
        "KUOTA_MIDTRANS_SNAP_URL", midtrans.snap(),
        "KUOTA_MIDTRANS_API_URL", midtrans.api(),
        "KUOTA_MIDTRANS_METHODS", String.join(",", midtrans.methods()));
  }
}
