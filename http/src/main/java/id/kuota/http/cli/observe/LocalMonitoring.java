package id.kuota.http.cli.observe;

import id.kuota.http.cli.cluster.LocalProgram;
import id.kuota.http.cli.cluster.ProcessCommand;
import id.kuota.http.node.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Prometheus with Kuota's rules, and Alertmanager where it is installed. */
public final class LocalMonitoring implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1:";
  private static final Duration START_MAX = Duration.ofSeconds(30);
  private static final Duration ASK_MAX = Duration.ofSeconds(2);
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final MonitoringFiles files;
  private final int port;
  private final OptionalInt alertsPort;
  private final Deque<LocalProgram> running = new ArrayDeque<>();
  private List<String> nodes = List.of();

  private LocalMonitoring(MonitoringFiles files, int port, OptionalInt alertsPort) {
    this.files = files;
    this.port = port;
    this.alertsPort = alertsPort;
  }

  /**
   * Starts both, and returns when Prometheus answers.
   *
   * @param port of Prometheus
   * @param alertsPort of Alertmanager, which is left out where it is not installed
   * @param nodes where metrics are read, as host and port
   * @throws StartException if Prometheus is not installed or does not start
   */
  public static LocalMonitoring start(
      MonitoringFiles files, int port, int alertsPort, List<String> nodes) {
    Path prometheus =
        LocalProgram.find("prometheus")
            .orElseThrow(
                () ->
                    new StartException(
                        "Prometheus is not installed: sudo apt-get install prometheus"
                            + " prometheus-alertmanager"));
    Optional<Path> alertmanager = LocalProgram.find("prometheus-alertmanager");
    var monitoring =
        new LocalMonitoring(
            files,
            port,
            alertmanager.isPresent() ? OptionalInt.of(alertsPort) : OptionalInt.empty());
    files.write(port, monitoring.alertsPort);
    monitoring.observe(nodes);
    try {
      alertmanager.ifPresent(monitoring::startAlertmanager);
      monitoring.startPrometheus(prometheus);
      return monitoring;
    } catch (RuntimeException e) {
      monitoring.close();
      throw e;
    }
  }

  private void startAlertmanager(Path program) {
    start(
        "Alertmanager",
        List.of(
            program.toString(),
            "--config.file=" + files.alertmanager(),
            "--storage.path=" + files.folder().resolve("alerts"),
            "--web.listen-address=" + LOOPBACK + alertsPort.getAsInt(),
            "--cluster.listen-address="),
        "alertmanager.log");
  }

  private void startPrometheus(Path program) {
    LocalProgram started =
        start(
            "Prometheus",
            List.of(
                program.toString(),
                "--config.file=" + files.prometheus(),
                "--storage.tsdb.path=" + files.folder().resolve("data"),
                "--storage.tsdb.retention.size=512MB",
                "--web.listen-address=" + LOOPBACK + port),
            "prometheus.log");
    long end = System.nanoTime() + START_MAX.toNanos();
    try (var http = HttpClient.newBuilder().connectTimeout(ASK_MAX).build()) {
      while (!isReady(http)) {
        if (!started.isAlive() || System.nanoTime() - end > 0) {
          throw new StartException(
              "Prometheus does not start. The end of its log:\n" + started.endOfLog());
        }
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
    }
  }

  private boolean isReady(HttpClient http) {
    var request = HttpRequest.newBuilder(URI.create(url() + "/-/ready")).timeout(ASK_MAX).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // It does not listen yet.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("The start was broken off.", e);
    }
  }

  private LocalProgram start(String name, List<String> words, String log) {
    LocalProgram program =
        LocalProgram.start(name, new ProcessCommand(words, files.folder().resolve(log)));
    running.push(program);
    return program;
  }

  /** Reads these nodes from now on; nothing happens if it does. */
  public void observe(List<String> addresses) {
    if (addresses.equals(nodes)) return;
    nodes = List.copyOf(addresses);
    files.writeNodes(nodes);
  }

  /** Returns the address of Prometheus. */
  public String url() {
    return "http://" + LOOPBACK + port;
  }

  /** Returns the address of Alertmanager, if it runs. */
  public Optional<String> alertsUrl() {
    return alertsPort.isPresent()
        ? Optional.of("http://" + LOOPBACK + alertsPort.getAsInt())
        : Optional.empty();
  }

  /** Returns the end of the log of a program that has ended, if one has. */
  public Optional<String> failed() {
    return running.stream()
        .filter(program -> !program.isAlive())
        .map(LocalProgram::endOfLog)
        .findFirst();
  }

  @Override
  public void close() {
    while (!running.isEmpty()) running.pop().close();
  }
}
