package id.kuota.http.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.http.cli.observe.LocalMonitoring;
import id.kuota.http.cli.observe.MonitoringFiles;
import id.kuota.http.node.Ports;
import id.kuota.http.testing.SharedNode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real node sells, Prometheus reads it as {@code kuota observe} starts it, and each query of each
 * dashboard has values: no panel is empty.
 */
final class DashboardQueriesIT {

  @RegisterExtension static final SharedNode NODE = new SharedNode();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Three ticks of the node's figures. */
  private static final String INTERVAL = "15s";

  /** Panels whose values a node that sells alone cannot have. */
  private static final Set<String> NEED_MORE =
      Set.of(
          "Journal: WAL archive", // prometheus-postgres-exporter
          "Journal: Disk", // prometheus-node-exporter
          "Cluster: Servers that take requests", // HAProxy
          "Cluster: Answers of the balancer", // HAProxy
          "Cluster: Take-over", // another node that leaves or is lost
          "Engine: Effects sent again"); // an effect that fails

  @TempDir private Path folder;

  @Test
  void noPanelIsEmpty() {
    Tool.require("prometheus", "prometheus");
    Map<String, String> empty = queries();
    var sale = SmallSale.open(NODE.client(), "observed");
    var over = new AtomicBoolean();
    var files = new MonitoringFiles(folder, Tool.FOLDER.resolve("rules"), EVERY, Optional.empty());
    try (var monitoring =
            LocalMonitoring.start(
                files,
                Ports.anyFree(),
                Ports.anyFree(),
                List.of("127.0.0.1:" + NODE.metricsPort()));
        var http = HttpClient.newHttpClient();
        // Not the common pool: the simulator and the node need its few threads.
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var buyers =
          CompletableFuture.runAsync(
              () -> {
                while (!over.get()) sale.visit();
              },
              threads);
      System.gc(); // Collectors have figures from their first collection on.
      var prometheus = new PrometheusClient(monitoring.url(), http);
      try {
        await()
            .atMost(PATIENCE)
            .pollInterval(EVERY)
            .until(
                () -> {
                  if (buyers.isDone()) buyers.join();
                  empty.values().removeIf(query -> !prometheus.query(query).isEmpty());
                  return empty.isEmpty();
                });
      } catch (ConditionTimeoutException e) {
        assertThat(empty).as("panels without a value").isEmpty();
      } finally {
        over.set(true);
        buyers.join();
      }
    }
  }

  /** Each panel and query that must have values, by a name for the failure. */
  private static Map<String, String> queries() {
    var queries = new TreeMap<String, String>();
    for (Dashboard dashboard : Dashboards.ALL) {
      dashboard
          .panels()
          .filter(panel -> !NEED_MORE.contains(name(dashboard, panel)))
          .forEach(
              panel ->
                  panel
                      .queries()
                      .forEach(
                          query ->
                              queries.put(
                                  name(dashboard, panel) + ": " + query.legend(),
                                  DashboardsTest.runnable(query.expression(), INTERVAL))));
    }
    return queries;
  }

  @Test
  void whatIsLeftOutExists() {
    assertThat(
            Dashboards.ALL.stream()
                .flatMap(board -> board.panels().map(panel -> name(board, panel)))
                .collect(Collectors.toSet()))
        .containsAll(NEED_MORE);
  }

  private static String name(Dashboard dashboard, Panel panel) {
    return dashboard.title() + ": " + panel.title();
  }
}
