package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.edge.connection.Connections;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.StubEngine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EdgeProbeTest {

  private static final Connections.Counts COUNTS = new Connections.Counts(8192, 8000, 3);

  @Test
  void anEdgeThatAnswersIsInOrder() {
    try (RunningEdge edge = RunningEdge.start(new StubEngine().engine())) {
      assertThat(probe(edge.port()).trouble()).isEmpty();
    }
  }

  @Test
  void onePortThatAcceptsAndSaysNothingIsNotAndTheReasonHasTheNumbers() throws Exception {
    try (var deaf = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      long began = System.nanoTime();
      assertThat(probe(deaf.getLocalPort()).trouble().orElseThrow())
          .contains("the edge does not answer", "connections=8192", "heads=8000", "requests=3");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aPortWithoutAListenerIsNot() {
    assertThat(probe(Ports.anyFree()).trouble()).isPresent();
  }

  private static EdgeProbe probe(int port) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new EdgeProbe(address, () -> COUNTS);
  }
}
