package id.kuota.http.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.deploy.DeployFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The rules are right by promtool, in simulated time, and each of them is tested. */
final class AlertRulesTest {

  private static final String RULES = "deploy/observability/rules/";

  @Test
  void prometheusTakesTheConfiguration() throws Exception {
    assertThat(Tool.promtool().run(List.of("check", "config", "prometheus.yml")))
        .contains("rules found");
  }

  @Test
  void eachAlertFiresStaysSilentAndResolves() throws Exception {
    var command = new ArrayList<>(List.of("test", "rules"));
    tests().forEach(file -> command.add(Tool.FOLDER.relativize(file).toString()));
    assertThat(Tool.promtool().run(command)).doesNotContain("FAILED");
  }

  /**
   * Without it promtool orders the groups by chance, and an alert may see a figure one interval
   * earlier or later.
   */
  @Test
  void eachTestFixesTheOrderOfTheGroups() {
    for (Path file : tests()) {
      JsonNode test = DeployFiles.yaml(DeployFiles.ROOT.relativize(file).toString()).getFirst();
      List<String> groups =
          test.get("rule_files")
              .valueStream()
              .map(rules -> DeployFiles.yaml(RULES + Path.of(rules.asText()).getFileName()))
              .flatMap(rules -> rules.getFirst().get("groups").valueStream())
              .map(group -> group.get("name").asText())
              .toList();
      assertThat(test.path("group_eval_order").valueStream().map(JsonNode::asText))
          .as(file.toString())
          .containsExactlyInAnyOrderElementsOf(groups);
    }
  }

  /** The tests above prove what they contain: for each alert a time before, in and after it. */
  @Test
  void noAlertIsWithoutSuchATest() {
    var untested = new TreeMap<String, String>();
    for (Alert alert : alerts()) untested.put(key(alert.name(), alert.severity()), "no test");
    for (Path file : tests()) {
      JsonNode tests =
          DeployFiles.yaml(DeployFiles.ROOT.relativize(file).toString()).getFirst().get("tests");
      for (JsonNode test : tests) prove(test, untested);
    }
    assertThat(untested).isEmpty();
  }

  private static void prove(JsonNode test, Map<String, String> untested) {
    List<JsonNode> looks = test.path("promql_expr_test").valueStream().toList();
    for (String alert : List.copyOf(untested.keySet())) {
      List<Boolean> fires = looks.stream().map(look -> names(look, alert)).toList();
      int first = fires.indexOf(true);
      int last = fires.lastIndexOf(true);
      if (first > 0 && last < fires.size() - 1) untested.remove(alert);
    }
  }

  private static boolean names(JsonNode look, String alert) {
    return look.path("exp_samples")
        .valueStream()
        .map(sample -> sample.path("labels").asText())
        .anyMatch(labels -> labels.contains(alert));
  }

  @Test
  void eachAlertSaysWhatIsWrongAndWhatToDo() {
    assertThat(Alert.all())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            alert -> {
              assertThat(alert.severity()).as(alert.name()).isIn("page", "warning");
              assertThat(alert.summary()).as(alert.name()).isNotBlank();
              assertThat(alert.description()).as(alert.name()).endsWith(".").contains(" ");
              assertThat(alert.runbook()).isEqualTo("docs/runbooks/" + alert.name() + ".md");
            });
  }

  private static List<Alert> alerts() {
    return Alert.all();
  }

  /** As the expected labels of a test begin. */
  private static String key(String alert, String severity) {
    return "{alertname=\"%s\", severity=\"%s\"".formatted(alert, severity);
  }

  private static List<Path> tests() {
    return DeployFiles.below(RULES + "tests").stream().sorted().toList();
  }
}
