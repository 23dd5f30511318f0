package id.kuota.chaos.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A machine with one node and a supervisor, which starts the node again whenever it has ended. The
 * clock of the machine can be set. Thread-safe.
 */
public final class NodeSlot implements AutoCloseable {

  /** As a supervisor waits that is in no hurry to try what has just failed. */
  private static final Duration RESTART_AFTER = Duration.ofSeconds(1);

  private final int number;
  private final NodePorts ports;
  private final String host;
  private final List<String> place;
  private final Map<String, String> environment;
  private final Path log;
  private final Map<Integer, Integer> ends = new TreeMap<>();
  private Map<String, String> clock = Map.of();
  private Build build;
  private boolean closed;
  private @Nullable Process process;

  NodeSlot(int number, Network network, Build build, Map<String, String> shared, Path logs) {
    this.build = build;
    this.number = number;
    this.ports = NodePorts.free();
    this.host = network.host(number);
    this.place = network.place(number);
    this.environment = new HashMap<>(shared);
    this.environment.putAll(
        Map.of(
            "KUOTA_HTTP_HOST",
            host,
            "KUOTA_HTTP_PORT",
            String.valueOf(ports.http()),
            "KUOTA_MANAGEMENT_PORT",
            String.valueOf(ports.management()),
            "KUOTA_METRICS_PORT",
            String.valueOf(ports.metrics()),
            "KUOTA_CLUSTER_HOST",
            host,
            "KUOTA_CLUSTER_PORT",
            String.valueOf(ports.cluster()),
            "KUOTA_MIDTRANS_NOTIFICATION_URL",
            url() + "/v1/payments/midtrans/notifications"));
    this.log = logs.resolve("node-%d.log".formatted(number));
  }

  public int number() {
    return number;
  }

  public URI url() {
    return URI.create("http://%s:%d".formatted(host, ports.http()));
  }

  /** Returns the address by which the leases name the node. */
  public String address() {
    return host + ":" + ports.cluster();
  }

  /** Starts the node, and its supervisor with it. */
  synchronized void start() {
    if (closed) return;
    var all = new HashMap<>(environment);
    all.putAll(clock);
    Process started = ChildProcess.start(build.classPath(), place, List.of("serve"), all, log);
    process = started;
    var _ = started.onExit().thenAcceptAsync(this::ended, later());
  }

  private static Executor later() {
    return CompletableFuture.delayedExecutor(RESTART_AFTER.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void ended(Process gone) {
    ends.merge(gone.exitValue(), 1, Integer::sum);
    if (gone.equals(process)) start();
  }

  /** Returns how often the node has ended, by exit code. */
  public synchronized Map<Integer, Integer> ends() {
    return new TreeMap<>(ends);
  }

  /** The process that runs now, or ran last. */
  public synchronized ProcessHandle handle() {
    if (process == null) throw new IllegalStateException("the node was never started");
    return process.toHandle();
  }

  public boolean isRunning() {
    return handle().isAlive();
  }

  /** SIGKILL, and waits for the end. */
  public void kill() {
    Process victim;
    synchronized (this) {
      victim = process;
    }
    if (victim != null) ChildProcess.end(victim);
  }

  /** SIGTERM. */
  public void askToStop() {
    handle().destroy();
  }

  /** SIGTERM; the node comes back as this build. */
  public synchronized void update() {
    build = Build.THIS;
    askToStop();
  }

  public void freeze() {
    Signals.stop(handle());
  }

  /** Continues the node, if it stands still. */
  public synchronized void goOn() {
    if (process != null) Signals.go(process.toHandle());
  }

  /** From its next start on, the node's clock is so far ahead. */
  public synchronized void skewClock(Duration ahead) {
    Path library =
        Surroundings.fakeTime()
            .orElseThrow(() -> new SurroundingsException("libfaketime is not installed"));
    // The monotonic clock gets the same offset: with it left alone libfaketime 0.9.10 lets every
    // timed wait end at once, and the node does nothing but wake up.
    clock = Map.of("LD_PRELOAD", library.toString(), "FAKETIME", "+" + ahead.toSeconds() + "s");
  }

  /** From its next start on, the node's clock is right. */
  public synchronized void mendClock() {
    clock = Map.of();
  }

  /** Ends the node for good. */
  @Override
  public void close() {
    Process last;
    synchronized (this) {
      closed = true;
      last = process;
    }
    if (last != null) ChildProcess.end(last);
  }
}
