package id.kuota.http.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of HAProxy names every node, and HAProxy accepts it. */
class BalancerTest {

  private static final List<NodePorts> NODES =
      List.of(
          new NodePorts(1, 20_001, 20_002, 20_003, 20_007),
          new NodePorts(2, 20_004, 20_005, 20_006, 20_008));

  @TempDir private Path folder;

  @Test
  void everyNodeIsAskedForItsReadiness() {
    assertThat(Balancer.configuration(8080, NODES).lines())
        .contains(
            "  bind 127.0.0.1:8080",
            "  option httpchk GET /ready",
            "  server node1 127.0.0.1:20001 check port 20002",
            "  server node2 127.0.0.1:20004 check port 20005");
  }

  @Test
  void haproxyAcceptsIt() throws IOException, InterruptedException {
    assumeTrue(Balancer.program().isPresent(), "skipped: HAProxy is not installed");
    Path file =
        Files.writeString(folder.resolve("haproxy.cfg"), Balancer.configuration(8080, NODES));
    Process check =
        new ProcessBuilder(Balancer.program().orElseThrow().toString(), "-c", "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
  }
}
