package id.kuota.http.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import id.kuota.http.node.Ports;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The image under Compose: three nodes sell, one is killed, its container starts again and its node
 * rejoins; no order that was acknowledged is lost. Runs only with {@code -Dkuota.docker=true}, by
 * default on the images of {@code deploy/local/images}.
 */
final class ContainersIT {

  private static final Duration BUILD = Duration.ofMinutes(20);
  private static final Duration START = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMinutes(2);
  private static final String SECRET = "0123456789".repeat(4);
  private static final String PROJECT = "kuota-it-" + ProcessHandle.current().pid();

  private final int port = Ports.anyFree();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Boolean.getBoolean("kuota.docker"), "containers run only with -Dkuota.docker=true");
    Optional<String> missing = Engine.missing();
    assumeTrue(missing.isEmpty(), () -> missing.orElse("") + ": the image is not tested");
    environment.put("KUOTA_IMAGE", PROJECT);
    environment.put("KUOTA_POSTGRES_IMAGE", image("postgres", "kuota-postgres:15"));
    environment.put("KUOTA_HAPROXY_IMAGE", image("haproxy", "kuota-haproxy:2"));
    environment.put("KUOTA_DATABASE_PASSWORD", SECRET);
    environment.put("KUOTA_SECRET", SECRET);
    environment.put("KUOTA_OPERATOR_KEY", SECRET);
    environment.put("KUOTA_PUBLISH", "127.0.0.1:" + port);
    environment.put("KUOTA_WARM_UP_TIME", "0");
    environment.put(
        "KUOTA_CLUSTER_LEASE", "15s"); // A machine that tests may have no time for long.
    Engine.run(
        BUILD,
        Map.of("DOCKER_BUILDKIT", "0"),
        "docker",
        "build",
        "--file=deploy/Dockerfile",
        "--build-arg=LAYOUT=http/target/kuota",
        "--build-arg=JAVA_IMAGE=" + image("java", "kuota-java:25"),
        "--tag=" + PROJECT,
        ".");
    compose(START, "up", "-d");
  }

  @AfterEach
  void remove() throws Exception {
    if (!environment.containsKey("KUOTA_CLUSTER_LEASE")) return;
    compose(SHORT, "down", "--volumes");
    Engine.run(SHORT, Map.of(), "docker", "rmi", "--force", PROJECT);
  }

  @Test
  void aKilledContainerComesBackAndLosesNoOrder() throws Exception {
    var buyers = new ContainerBuyers("http://127.0.0.1:" + port, SECRET);
    awaitLive(3);
    buyers.openSale(START);
    String victim = compose(SHORT, "ps", "-q", "node2");
    String first = inspect(victim, "{{.State.StartedAt}}");
    buyers.start();
    buyers.awaitOrders(20, SHORT);
    kill(victim);
    await()
        .atMost(SHORT)
        .untilAsserted(
            () -> {
              assertThat(inspect(victim, "{{.State.StartedAt}}")).isNotEqualTo(first);
              assertThat(inspect(victim, "{{.State.Running}}")).isEqualTo("true");
            });
    assertThat(Integer.parseInt(inspect(victim, "{{.RestartCount}}"))).isPositive();
    awaitLive(3);
    buyers.awaitOrders(buyers.placed() + 20, SHORT);
    buyers.stop();
    buyers.assertNothingIsLostOrOversold();
  }

  /** Kills the node's process from outside: what {@code docker kill} ends is not started again. */
  private void kill(String container) throws Exception {
    String process = inspect(container, "{{.State.Pid}}");
    Engine.run(
        SHORT,
        Map.of(),
        "docker",
        "run",
        "--rm",
        "--pid=host",
        "--user=0",
        "--entrypoint=sh",
        PROJECT,
        "-c",
        "kill -KILL " + process);
  }

  private void awaitLive(int nodes) {
    await()
        .atMost(START)
        .pollInterval(Duration.ofSeconds(2))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              for (String node : new String[] {"node1", "node2", "node3"}) {
                String id = compose(SHORT, "ps", "-q", node);
                Engine.run(SHORT, Map.of(), "docker", "exec", id, "healthy");
                assertThat(Engine.run(SHORT, Map.of(), "docker", "exec", id, "kuota", "status"))
                    .contains("nodes: " + nodes);
              }
            });
  }

  private static String inspect(String container, String what) throws Exception {
    return Engine.run(SHORT, Map.of(), "docker", "inspect", "--format=" + what, container);
  }

  private String compose(Duration patience, String... arguments) throws Exception {
    var all = new String[arguments.length + 3];
    all[0] = "--project-name=" + PROJECT;
    all[1] = "--file=deploy/compose.yaml";
    all[2] = "--project-directory=deploy";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Engine.compose(patience, environment, all);
  }

  private static String image(String name, String usual) {
    return System.getProperty("kuota.docker." + name, usual);
  }
}
