package id.kuota.http.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kubectl kustomize} renders every overlay, and each document fits its type. */
final class KubernetesOverlaysTest {

  /** Kustomize 4, which kubectl has since 1.21; Debian 12's kubernetes-client is older. */
  private static final String MISSING =
      "no kubectl with Kustomize 4 or newer: the overlays of deploy/kubernetes are not rendered";

  private static final long PATIENCE_SECONDS = 30;
  private static final List<String> SECRETS =
      List.of("database-password", "secret", "operator-key");

  @BeforeAll
  static void kubectlIsThere() throws Exception {
    assumeTrue(kustomizeVersion() >= 4, MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"development", "staging", "production"})
  void eachDocumentFitsItsType(String overlay) throws Exception {
    List<JsonNode> manifests = render(overlay);
    manifests.forEach(ManifestTypes::check);
    assertThat(manifests)
        .filteredOn(manifest -> !manifest.path("kind").asText().equals("Namespace"))
        .allSatisfy(
            manifest ->
                assertThat(manifest.at("/metadata/namespace").asText()).startsWith("kuota"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"development", "staging", "production"})
  void namesAreThoseOfWhatIsThere(String overlay) throws Exception {
    List<JsonNode> manifests = render(overlay);
    JsonNode nodes = named(manifests, "StatefulSet", "kuota");
    JsonNode container = nodes.at("/spec/template/spec/containers/0");
    String settings = container.at("/envFrom/0/configMapRef/name").asText();
    JsonNode values = named(manifests, "ConfigMap", settings).get("data");
    assertThat(values.properties())
        .allSatisfy(value -> assertThat(value.getValue().isTextual()).isTrue());
    assertThat(container.get("env").findValues("value")).allMatch(JsonNode::isTextual);
    assertThat(container.at("/resources/limits/memory").asText())
        .isEqualTo(container.at("/resources/requests/memory").asText())
        .isNotEmpty();
    JsonNode labels = nodes.at("/spec/template/metadata/labels");
    for (String service : new String[] {"kuota", "kuota-nodes"}) {
      named(manifests, "Service", service)
          .at("/spec/selector")
          .properties()
          .forEach(label -> assertThat(labels.get(label.getKey())).isEqualTo(label.getValue()));
    }
    assertThat(nodes.at("/spec/serviceName").asText()).isEqualTo("kuota-nodes");
  }

  @Test
  void developmentBringsTheSecretThatTheNodesRead() throws Exception {
    List<JsonNode> manifests = render("development");
    JsonNode container =
        named(manifests, "StatefulSet", "kuota").at("/spec/template/spec/containers/0");
    var references = container.findValues("secretKeyRef");
    var required = new TreeSet<String>();
    var names = new TreeSet<String>();
    references.forEach(
        reference -> {
          names.add(reference.get("name").asText());
          if (!reference.path("optional").asBoolean()) required.add(reference.get("key").asText());
        });
    assertThat(required).containsExactlyInAnyOrderElementsOf(SECRETS);
    assertThat(names).hasSize(1);
    assertThat(named(manifests, "Secret", names.first()).get("data").properties())
        .extracting(entry -> entry.getKey())
        .containsExactlyInAnyOrderElementsOf(SECRETS);
  }

  @Test
  void theScalerOwnsTheNumberOfNodesInProduction() throws Exception {
    List<JsonNode> manifests = render("production");
    assertThat(named(manifests, "StatefulSet", "kuota").at("/spec/replicas").isMissingNode())
        .isTrue();
    JsonNode target = named(manifests, "ScaledObject", "kuota").at("/spec/scaleTargetRef");
    assertThat(target.get("kind").asText()).isEqualTo("StatefulSet");
    assertThat(target.get("name").asText()).isEqualTo("kuota");
  }

  /** What they ask for is recorded, by rules that promtool tests. */
  @Test
  void theScalerReadsRecordedSeries() throws Exception {
    JsonNode scaler = named(render("production"), "ScaledObject", "kuota");
    List<String> recorded =
        DeployFiles.all(
            "- record: (\\S+)", DeployFiles.text("deploy/observability/rules/recording.yml"));
    assertThat(scaler.findValues("query"))
        .hasSize(3)
        .extracting(JsonNode::asText)
        .isSubsetOf(recorded);
  }

  @Test
  void aFieldThatIsMisspelledIsFound() throws Exception {
    for (JsonNode manifest : render("production")) {
      if (!manifest.has("spec")) continue;
      ((ObjectNode) manifest.get("spec")).put("replicaz", 3);
      assertThatThrownBy(() -> ManifestTypes.check(manifest)).hasMessageContaining("replicaz");
    }
    JsonNode nodes = named(render("staging"), "StatefulSet", "kuota");
    ObjectNode probe =
        (ObjectNode) nodes.at("/spec/template/spec/containers/0/readinessProbe/httpGet");
    probe.put("pth", "/ready");
    assertThatThrownBy(() -> ManifestTypes.check(nodes)).hasMessageContaining("pth");
  }

  private static JsonNode named(List<JsonNode> manifests, String kind, String name) {
    return manifests.stream()
        .filter(manifest -> manifest.path("kind").asText().equals(kind))
        .filter(manifest -> manifest.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
  }

  private static List<JsonNode> render(String overlay) throws Exception {
    return DeployFiles.documents(
        run("kubectl", "kustomize", "deploy/kubernetes/overlays/" + overlay));
  }

  /** Returns the major version of kubectl's Kustomize; 0 without one. */
  private static int kustomizeVersion() throws Exception {
    try {
      return DeployFiles.all("Kustomize Version: v(\\d+)", run("kubectl", "version", "--client"))
          .stream()
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // There is no kubectl.
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .directory(DeployFiles.ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    return output;
  }
}
