package id.kuota.http.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is watched: here a shell in the place of a node. */
class LocalNodeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final NodePorts PORTS = new NodePorts(4, 1, 2, 3, 5);

  @TempDir private Path folder;

  private final List<String> news = new CopyOnWriteArrayList<>();
  private LocalNode node;

  @BeforeEach
  void create() {
    node = runs("true");
  }

  @AfterEach
  void end() {
    node.stop(PATIENCE);
  }

  @Test
  void aKilledNodeIsStartedAgain() {
    node = runs("exec sleep 60");
    node.start();
    long first = node.pid().orElseThrow();
    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    await()
        .atMost(PATIENCE)
        .until(() -> node.pid().isPresent() && node.pid().orElseThrow() != first);
    assertThat(news).containsExactly("node 4 was killed; it is started again in 1 s");
    assertThat(node.state()).isEqualTo(LocalNode.State.STARTING);
  }

  @Test
  void aNodeThatIsOutSaysSo() {
    node = runs("echo out; exit 75");
    node.start();
    await().atMost(PATIENCE).until(() -> !news.isEmpty());
    assertThat(news.getFirst())
        .isEqualTo(
            "node 4 is out of the cluster (its process ended with code 75); it is started again in"
                + " 1 s");
    assertThat(node.endOfLog()).isEqualTo("out");
  }

  @Test
  void aNodeThatIsStoppedStaysDownAndIsNoNews() {
    node = runs("exec sleep 60");
    node.start();
    node.observed(true);
    assertThat(node.state()).isEqualTo(LocalNode.State.READY);
    assertThat(node.stop(PATIENCE)).isTrue();
    await().atMost(PATIENCE).until(() -> node.state() == LocalNode.State.ENDED);
    node.start();
    assertThat(node.pid()).isEmpty();
    assertThat(news).isEmpty();
  }

  @Test
  void aNodeThatDoesNotLeaveIsKilled() {
    node = runs("trap '' TERM; while true; do sleep 0.1; done");
    node.start();
    // Before the trap is set the signal would end it.
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                ProcessHandle.of(node.pid().orElseThrow())
                    .orElseThrow()
                    .children()
                    .findAny()
                    .isPresent());
    assertThat(node.stop(Duration.ofMillis(300))).isFalse();
    await().atMost(PATIENCE).until(() -> node.pid().isEmpty());
  }

  private LocalNode runs(String script) {
    return new LocalNode(
        PORTS,
        new ProcessCommand(List.of("/bin/sh", "-c", script), folder.resolve("node.log")),
        news::add);
  }
}
