package id.kuota.http.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import id.kuota.http.node.HealthRoutes;
import id.kuota.http.node.Node;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests' sources agree with the program on ports, probes and times. Needs no tool. */
final class KubernetesManifestsTest {

  private static final String BASE = "deploy/kubernetes/base/";

  private final JsonNode pod =
      DeployFiles.yaml(BASE + "nodes.yaml").getFirst().at("/spec/template/spec");
  private final JsonNode container = pod.at("/containers/0");

  @Test
  void thePortsAreThoseOfANode() {
    var ports = new TreeMap<String, Integer>();
    container
        .get("ports")
        .forEach(port -> ports.put(port.get("name").asText(), port.get("containerPort").asInt()));
    assertThat(ports).isEqualTo(portsOfANode());
  }

  @Test
  void servicesAndPoliciesNameThosePorts() {
    Map<String, Integer> ports = portsOfANode();
    JsonNode peers = DeployFiles.yaml(BASE + "services.yaml").get(1);
    peers
        .at("/spec/ports")
        .forEach(
            port ->
                assertThat(port.get("port").asInt())
                    .isEqualTo(ports.get(port.get("targetPort").asText())));
    JsonNode policy = DeployFiles.yaml(BASE + "network.yaml").getFirst();
    var admitted = new TreeSet<Integer>();
    policy.at("/spec/ingress").findValues("port").forEach(port -> admitted.add(port.asInt()));
    assertThat(admitted).isEqualTo(new TreeSet<>(ports.values()));
  }

  @ParameterizedTest
  @CsvSource({"startupProbe, alive", "livenessProbe, alive", "readinessProbe, ready"})
  void theProbesAskWhatTheNodeServes(String probe, String expected) {
    assertThat(HealthRoutes.ALIVE).isEqualTo("alive");
    assertThat(HealthRoutes.READY).isEqualTo("ready");
    JsonNode asked = container.get(probe);
    assertThat(asked.at("/httpGet/path").asText()).isEqualTo("/" + expected);
    assertThat(asked.at("/httpGet/port").asText()).isEqualTo("management");
    assertThat(Duration.ofSeconds(asked.get("timeoutSeconds").asInt()))
        .isGreaterThan(ContainerImageTest.readinessTakes());
  }

  @Test
  void healthIsOpenToTheKubeletAndMetricsToPrometheus() {
    assertThat(variables())
        .containsEntry("KUOTA_MANAGEMENT_HOST", "0.0.0.0")
        .containsEntry("KUOTA_METRICS_HOST", "0.0.0.0");
  }

  @Test
  void metricsAreForPrometheusAlone() {
    JsonNode ingress = DeployFiles.yaml(BASE + "network.yaml").getFirst().at("/spec/ingress");
    var admitted = new TreeSet<String>();
    for (JsonNode rule : ingress) {
      if (!rule.at("/ports").findValuesAsText("port").contains("9095")) continue;
      admitted.addAll(rule.findValuesAsText("app.kubernetes.io/name"));
      assertThat(rule.get("from")).as("a rule without from admits all").isNotEmpty();
    }
    assertThat(admitted).containsExactly("prometheus");
  }

  @Test
  void aPodHasTheTimeToStop() {
    JsonNode pause = container.at("/lifecycle/preStop/exec/command");
    assertThat(pause.path(0).asText()).isEqualTo("sleep");
    assertThat(Duration.ofSeconds(pod.get("terminationGracePeriodSeconds").asInt()))
        .isGreaterThan(Node.STOP_TIMEOUT.plusSeconds(pause.path(1).asInt()));
  }

  @Test
  void aPodHasNoRights() {
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    String user = pod.at("/securityContext/runAsUser").asText();
    assertThat(DeployFiles.text("deploy/Dockerfile")).contains("\nUSER " + user + ":");
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
  }

  private Map<String, String> variables() {
    var found = new TreeMap<String, String>();
    container
        .get("env")
        .forEach(entry -> found.put(entry.get("name").asText(), entry.path("value").asText()));
    return found;
  }

  private static Map<String, Integer> portsOfANode() {
    var config = ConfigFactory.parseResources("kuota.conf").getConfig("kuota");
    var ports = new TreeMap<String, Integer>();
    for (String use : new String[] {"http", "management", "cluster", "metrics"}) {
      ports.put(use, config.getInt(use + ".port"));
    }
    return ports;
  }
}
