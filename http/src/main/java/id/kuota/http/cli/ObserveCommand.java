package id.kuota.http.cli;

import id.kuota.http.cli.observe.LocalMonitoring;
import id.kuota.http.cli.observe.MonitoringFiles;
import id.kuota.http.node.Ports;
import id.kuota.http.node.StartException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kuota observe}: Prometheus and its alerts beside {@code dev} or {@code cluster}. */
@Command(
    name = "observe",
    mixinStandardHelpOptions = true,
    description = {
      "Starts Prometheus, and Alertmanager where installed, beside kuota dev or kuota cluster.",
      "They read the nodes that run here and evaluate deploy/observability/rules; Ctrl-C ends them."
    })
final class ObserveCommand implements Callable<Integer> {

  private static final int PORT = 9090;
  private static final int ALERTS_PORT = 9093;
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  @Option(
      names = "--port",
      description = "Port of Prometheus (default: " + PORT + ", or a free one).")
  private @Nullable Integer port;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Receives the alerts, in the form of Alertmanager.")
  private @Nullable URI webhook;

  private volatile boolean stopping;

  @Override
  public Integer call() {
    var console = new Console();
    ProjectHome home = ProjectHome.find();
    List<String> nodes = nodes();
    var files =
        new MonitoringFiles(
            home.observeFolder(), home.rulesFolder(), EVERY, Optional.ofNullable(webhook));
    DevCommand.forget(home.observeFolder());
    LocalMonitoring monitoring =
        console.doing(
            "Prometheus",
            () ->
                LocalMonitoring.start(
                    files, port != null ? port : freeOr(PORT), freeOr(ALERTS_PORT), nodes),
            "reads %s".formatted(String.join(", ", nodes)));
    Shutdown.onSignal(
        () -> {
          stopping = true;
          monitoring.close();
          DevCommand.forget(home.observeFolder());
        });
    console.say("");
    console.say("  Queries      " + monitoring.url() + "/graph");
    console.say("  Alerts       " + monitoring.url() + "/alerts");
    console.say(
        "  Notified     "
            + monitoring
                .alertsUrl()
                .orElse("not installed: sudo apt-get install prometheus-alertmanager"));
    console.say("");
    console.say(
        "What to look at: docs/observability.md. Ctrl-C ends both, and removes their data.");
    follow(monitoring);
    return Shutdown.await();
  }

  /** Reads the nodes that run, also those of a later start; those that have ended stay lost. */
  private void follow(LocalMonitoring monitoring) {
    while (!stopping) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
      Optional<String> failed = monitoring.failed();
      if (failed.isPresent() && !stopping) {
        throw new StartException("It has ended. The end of its log:\n" + failed.get());
      }
      RunningNode.find()
          .map(RunningNode::metrics)
          .filter(nodes -> !nodes.isEmpty())
          .ifPresent(monitoring::observe);
    }
  }

  private static List<String> nodes() {
    RunningNode running =
        RunningNode.find()
            .orElseThrow(
                () ->
                    new StartException(
                        "No node of this project runs. Start one in another terminal: ./kuota dev,"
                            + " or ./kuota cluster"));
    if (running.metrics().isEmpty()) {
      throw new StartException(
          "The node at %s keeps no metrics (KUOTA_METRICS_PORT=0). Start it with a port, such as 9095."
              .formatted(running.url()));
    }
    return running.metrics();
  }

  private static int freeOr(int usual) {
    return Ports.isFree(usual) ? usual : Ports.anyFree();
  }
}
