package id.kuota.http.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.telemetry.Metric;
import id.kuota.http.deploy.DeployFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboards, rules and documents name metrics that exist, and each metric is read by one. */
final class MetricNamesTest {

  private static final String RULES = "deploy/observability/rules/";
  private static final Set<String> OWN =
      Arrays.stream(Metric.values()).map(Metric::exported).collect(Collectors.toSet());
  private static final Set<String> RECORDED =
      rules("recording.yml").map(rule -> rule.path("record").asText()).collect(Collectors.toSet());

  @Test
  void aQueryNamesItsMetrics() {
    assertThat(
            Promql.metrics(
                "1 - sum by (le) (rate(a_total{b=\"c\", d=~\"{e}\"}[5m] offset 5m)) / on (f) x:y:z"
                    + " or vector(0)"))
        .containsExactlyInAnyOrder("a_total", "x:y:z");
  }

  @Test
  void whatQueriesReadExists() {
    var unknown = new TreeMap<String, String>();
    queries().forEach(query -> Promql.metrics(query).forEach(name -> check(name, query, unknown)));
    assertThat(unknown).as("neither in Metric nor in ExporterMetrics").isEmpty();
  }

  @Test
  void whatIsRecordedIsRead() {
    Set<String> read = read(Stream.concat(queries(), scaling()));
    assertThat(read).containsAll(RECORDED);
  }

  @Test
  void eachMetricIsReadByADashboardOrAnAlert() {
    Set<String> read =
        read(queries()).stream().map(MetricNamesTest::ofSeries).collect(Collectors.toSet());
    assertThat(read).as("a metric without a reader is taken down for nothing").containsAll(OWN);
  }

  @Test
  void whatTheOthersMeasureIsReadToo() {
    Set<String> read =
        read(queries()).stream().map(MetricNamesTest::ofSeries).collect(Collectors.toSet());
    var unused = new TreeSet<>(ExporterMetrics.KNOWN);
    unused.removeAll(read);
    // For a person who asks when the last reconciliation was, and in the annotations of dashboards.
    assertThat(unused).containsExactly("ALERTS", "kuota_reconcile_timestamp_seconds");
  }

  @Test
  void documentsNameMetricsThatExist() {
    var unknown = new TreeMap<String, String>();
    for (Path page : pages()) {
      String name = DeployFiles.ROOT.relativize(page).toString();
      String text = DeployFiles.text(name);
      DeployFiles.all("\\b(kuota_[a-z0-9_]+)\\b", text)
          .forEach(metric -> check(metric, name, unknown));
      DeployFiles.all("\\b(kuota:[a-z0-9_:]+)\\b", text)
          .forEach(metric -> check(metric, name, unknown));
    }
    assertThat(unknown).isEmpty();
  }

  /** For what does not exist yet; two of them are beginnings of names. */
  private static final Set<String> RESERVED =
      Set.of("kuota_orders_held_total", "kuota_routing_", "kuota_erp_");

  private static void check(String name, String where, Map<String, String> unknown) {
    String metric = ofSeries(name);
    if (!OWN.contains(metric)
        && !ExporterMetrics.KNOWN.contains(metric)
        && !RECORDED.contains(metric)
        && !RESERVED.contains(name)) {
      unknown.put(name, where);
    }
  }

  /** Returns the metric of a histogram's series. */
  private static String ofSeries(String name) {
    String metric = name.replaceFirst("_(bucket|sum|count)$", "");
    return OWN.contains(metric) || ExporterMetrics.KNOWN.contains(metric) ? metric : name;
  }

  private static Set<String> read(Stream<String> queries) {
    return queries.flatMap(query -> Promql.metrics(query).stream()).collect(Collectors.toSet());
  }

  private static Stream<String> queries() {
    return Stream.of(
            Dashboards.ALL.stream()
                .flatMap(Dashboard::panels)
                .flatMap(panel -> panel.queries().stream())
                .map(Panel.Query::expression),
            rules("recording.yml").map(rule -> rule.path("expr").asText()),
            Alert.all().stream().map(Alert::expression))
        .flatMap(one -> one);
  }

  private static Stream<String> scaling() {
    return DeployFiles.yaml("deploy/kubernetes/overlays/production/scaling.yaml").stream()
        .flatMap(manifest -> manifest.findValues("query").stream())
        .map(JsonNode::asText);
  }

  private static Stream<JsonNode> rules(String file) {
    return DeployFiles.yaml(RULES + file)
        .getFirst()
        .path("groups")
        .valueStream()
        .flatMap(group -> group.path("rules").valueStream());
  }

  /** Pages on metrics; others name schemas and tables that begin alike. */
  private static List<Path> pages() {
    List<Path> pages =
        Stream.of("docs/runbooks", "docs/reference", "deploy/observability")
            .flatMap(folder -> DeployFiles.below(folder).stream())
            .toList();
    return Stream.concat(
            pages.stream(), Stream.of(DeployFiles.ROOT.resolve("docs/observability.md")))
        .toList();
  }
}
