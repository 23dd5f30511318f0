package id.kuota.http.proof;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.Ports;
import id.kuota.http.node.StartSteps;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node with Kamon's agent sells, and shows what the agent adds beside its own metrics. */
final class AgentIT {

  private static final Path AGENT = Path.of("target", "agent", "kanela-agent.jar");

  /** The agent's ByteBuddy does not know Java 25 by name. */
  private static final String KNOWS_JAVA_25 = "-Dkanela.agent.libs.net.bytebuddy.experimental=true";

  private static final List<String> ADDED =
      List.of(
          "pekko_system_", // Actors and their systems.
          "executor_", // Dispatchers and pools of threads.
          "pekko_remote_",
          "pekko_cluster_sharding_",
          "jdbc_",
          "http_server_");

  @Test
  void aNodeSellsWithTheAgentAndShowsWhatItAdds() {
    assertThat(Files.exists(AGENT)).as("the build copies the agent to %s", AGENT).isTrue();
    try (var database = EmbeddedDatabase.temporary()) {
      NodeSettings plain = ProofPorts.settings(database);
      NodeSettings settings =
          plain.withInternalPorts(plain.managementPort(), plain.clusterPort(), Ports.anyFree());
      try (var node =
              ChildNode.start(
                  settings, List.of("-javaagent:" + AGENT.toAbsolutePath(), KNOWS_JAVA_25));
          var other = Node.start(ProofPorts.settings(database), StartSteps.SILENT)) {
        assertThat(other.settings().metrics().kept()).as("talks to it, and is not asked").isFalse();
        sell(new EdgeClient(settings.httpPort()));
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () -> {
                  List<String> series = NodeMetrics.series(settings.metrics().port());
                  assertThat(series)
                      .anyMatch(it -> it.startsWith("kuota_http_requests_total"))
                      .anyMatch(it -> it.startsWith("kuota_events_total"))
                      .anyMatch(it -> it.startsWith("kuota_entities"));
                  for (String prefix : ADDED) {
                    assertThat(series).as(prefix).anyMatch(it -> it.startsWith(prefix));
                  }
                });
        assertThat(node.output()).doesNotContain("is not supported by the current version of Byte");
      }
    }
  }

  private static void sell(EdgeClient client) {
    client.put(
        "/v1/sales/agent",
        """
        {"name":"Agent","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
         "closes_at":"2099-01-01T00:00:00Z","quotas":[{"id":"cat1","capacity":10}],
         "offers":[{"id":"cat1","name":"CAT 1","price":{"face":1000}}]}
        """,
        operator());
    client.act("/v1/sales/agent/open", operator());
    assertThat(
            client
                .post(
                    "/v1/orders",
                    "{\"sale\":\"agent\",\"buyer\":\"ani\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}",
                    "Idempotency-Key",
                    "agent-0123456789abcdef")
                .status())
        .isEqualTo(201);
  }
}
