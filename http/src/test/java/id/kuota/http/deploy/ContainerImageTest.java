package id.kuota.http.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.http.node.HealthRoutes;
import id.kuota.http.node.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Image, Compose, balancer and service agree with the program on ports, paths, times and flags. */
final class ContainerImageTest {

  private static final Config DEFAULTS = ConfigFactory.parseResources("kuota.conf");
  private static final String HTTP = port("http");
  private static final String MANAGEMENT = port("management");
  private static final String CLUSTER = port("cluster");
  private static final String METRICS = port("metrics");

  private final String image = DeployFiles.text("deploy/Dockerfile");
  private final JsonNode compose = DeployFiles.yaml("deploy/compose.yaml").getFirst();
  private final String balancer = DeployFiles.text("deploy/haproxy.cfg");

  @Test
  void theImageExposesThePortsOfANode() {
    assertThat(DeployFiles.all("(?m)^EXPOSE (.*)$", image))
        .containsExactly(String.join(" ", HTTP, MANAGEMENT, CLUSTER, METRICS));
  }

  @Test
  void theHealthOfAContainerIsReadiness() {
    String script = DeployFiles.text("deploy/container/healthy");
    assertThat(script)
        .contains("GET /" + HealthRoutes.READY + " HTTP/1.1")
        .contains("${KUOTA_MANAGEMENT_PORT:-" + MANAGEMENT + "}");
    assertThat(image).contains("CMD [\"healthy\"]");
    int timeout = Integer.parseInt(DeployFiles.all("--timeout=(\\d+)s", image).getFirst());
    assertThat(Duration.ofSeconds(timeout)).isGreaterThan(readinessTakes());
  }

  @Test
  void theImageStartsTheJvmAsTheLauncherDoes() {
    String launcher =
        DeployFiles.all("(?s)jvm_flags=\"(.*?)\"", DeployFiles.text("kuota")).getFirst();
    List<String> options =
        DeployFiles.text("deploy/container/java.options")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(options).containsExactly(launcher.strip().split("\\s+"));
  }

  @Test
  void theImageRunsWithoutRights() {
    assertThat(DeployFiles.all("(?m)^USER (.*)$", image)).containsExactly("10001:10001");
    JsonNode node = compose.get("x-node");
    assertThat(node.get("read_only").asBoolean()).isTrue();
    assertThat(node.get("cap_drop").toString()).isEqualTo("[\"ALL\"]");
  }

  @Test
  void theBalancerAsksEachNodeOfCompose() {
    var nodes = new TreeSet<String>();
    compose
        .get("services")
        .properties()
        .forEach(
            service -> {
              if (service.getKey().matches("node\\d+")) nodes.add(service.getKey());
            });
    assertThat(nodes).hasSize(3);
    List<String> servers = DeployFiles.all("(?m)^ +server (\\w+) .*$", balancer);
    assertThat(Set.copyOf(servers)).isEqualTo(nodes);
    assertThat(DeployFiles.all("(?m)^ +server \\w+ (\\S+)$", balancer))
        .containsExactlyElementsOf(servers.stream().map(name -> name + ":" + HTTP).toList());
    assertThat(DeployFiles.all("check port (\\d+)", balancer)).containsExactly(MANAGEMENT);
    assertThat(DeployFiles.all("meth GET uri (\\S+)", balancer))
        .containsExactly("/" + HealthRoutes.READY);
  }

  @Test
  void theBalancerWaitsLongerThanANode() {
    Config server = ConfigFactory.load().getConfig("pekko.http.server");
    Duration wait =
        Duration.parse("PT" + DeployFiles.all("timeout server (\\d+s)", balancer).getFirst());
    assertThat(wait).isGreaterThan(server.getDuration("request-timeout"));
    Duration idle =
        Duration.parse("PT" + DeployFiles.all("timeout client (\\d+s)", balancer).getFirst());
    assertThat(idle).isLessThanOrEqualTo(server.getDuration("idle-timeout"));
  }

  @Test
  void theBalancerWaitsForTheAnswerOfReadiness() {
    Duration wait =
        Duration.parse("PT" + DeployFiles.all("timeout check (\\d+s)", balancer).getFirst());
    assertThat(wait).isGreaterThan(readinessTakes());
  }

  @Test
  void allSupervisorsGiveANodeTheTimeToStop() {
    var graces = new ArrayList<String>();
    graces.add(compose.get("x-node").get("stop_grace_period").asText());
    graces.add(
        DeployFiles.all("TimeoutStopSec=(\\d+)", DeployFiles.text("deploy/kuota.service"))
                .getFirst()
            + "s");
    assertThat(graces)
        .allSatisfy(
            grace -> assertThat(Duration.parse("PT" + grace)).isGreaterThan(Node.STOP_TIMEOUT));
  }

  /** A check that takes longer is given up by the node itself. */
  static Duration readinessTakes() {
    return ConfigFactory.load().getDuration("pekko.management.health-checks.check-timeout");
  }

  private static String port(String use) {
    return DEFAULTS.getString("kuota." + use + ".port");
  }
}
