package id.kuota.http.observability;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.deploy.DeployFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards in deploy/observability/grafana are those of {@link Dashboards}. */
final class DashboardsTest {

  private static final String FOLDER = "deploy/observability/grafana/";
  private static final String UPDATE =
      "./kuota test DashboardsTest -pl http -am -Dkuota.update=true";

  static List<Dashboard> all() {
    return Dashboards.ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFileIsThatOfTheGenerator(Dashboard dashboard) throws Exception {
    Path file = DeployFiles.ROOT.resolve(FOLDER + dashboard.name() + ".json");
    String json = GrafanaJson.of(dashboard);
    if (Boolean.getBoolean("kuota.update")) Files.writeString(file, json);
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("%s is stale; look at the change, then run %s", file.getFileName(), UPDATE)
        .isEqualTo(json);
  }

  @Test
  void thereAreNoOthers() {
    assertThat(DeployFiles.below(FOLDER))
        .filteredOn(file -> file.toString().endsWith(".json"))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(
            all().stream().map(dashboard -> dashboard.name() + ".json").toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachPanelSaysHowToReadIt(Dashboard dashboard) {
    assertThat(dashboard.stats()).hasSizeBetween(4, 7);
    assertThat(dashboard.stats()).allMatch(panel -> panel.form() == Panel.Form.STAT);
    assertThat(dashboard.rows())
        .allSatisfy(
            row -> assertThat(row.panels().stream().map(Panel::title)).doesNotHaveDuplicates());
    assertThat(dashboard.panels())
        .allSatisfy(
            panel -> {
              assertThat(panel.reading()).as(panel.title()).endsWith(".");
              assertThat(panel.queries()).isNotEmpty();
            });
  }

  /** As rules of a file, since promtool checks no single query. */
  @Test
  void prometheusReadsEachQuery(@TempDir Path folder) throws Exception {
    var rules = new ArrayList<String>();
    all().stream()
        .flatMap(Dashboard::panels)
        .flatMap(panel -> panel.queries().stream())
        .forEach(
            query ->
                rules.add(
                    "      - record: query:%d\n        expr: |\n          %s\n"
                        .formatted(rules.size(), runnable(query.expression(), "1m"))));
    Path file = folder.resolve("queries.yml");
    Files.writeString(
        file,
        rules.stream()
            .collect(Collectors.joining("", "groups:\n  - name: queries\n    rules:\n", "")));
    assertThat(Tool.promtool().run(List.of("check", "rules", file.toString())))
        .contains(rules.size() + " rules found");
  }

  /** Returns a query with Grafana's variables replaced, all nodes chosen. */
  static String runnable(String query, String interval) {
    return query.replace("$__rate_interval", interval).replace("$node", ".*");
  }
}
