package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PortsTest {

  private static final int LOOKS = 30_000;

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
  void aPortIsTakenWhileAProgramListens(String address) throws IOException {
    int port;
    try (var server = new ServerSocket()) {
      server.bind(new InetSocketAddress(address, 0));
      port = server.getLocalPort();
      assertThat(Ports.isFree(port)).isFalse();
    }
    assertThat(Ports.isFree(port)).isTrue();
  }

  /** A connection of a server that has ended rests on its port for a minute. */
  @Test
  void aPortIsFreeThoughAConnectionOfBeforeRestsOnIt() throws IOException {
    int port;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        server.accept().close();
        assertThat(client.getInputStream().read()).as("the server closes first").isEqualTo(-1);
      }
    }
    assertThat(Ports.isFree(port)).isTrue();
  }

  @Test
  void theCheckForAFreePortDoesNotListenOnIt()
      throws InterruptedException, ExecutionException, TimeoutException {
    int port = Ports.anyFree();
    var begun = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    var met =
        new FutureTask<>(
            () -> {
              int connections = 0;
              do {
                if (meets(port)) connections++;
                begun.countDown();
              } while (!ended.get());
              return connections;
            });
    Thread.ofPlatform().daemon().start(met);
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    for (int look = 0; look < LOOKS; look++) {
      assertThat(Ports.isFree(port)).isTrue();
    }
    ended.set(true);
    assertThat(met.get(10, TimeUnit.SECONDS)).isZero();
  }

  /** Returns whether a program listened, even if it closes and resets the connection at once. */
  private static boolean meets(int port) {
    try {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      return true;
    } catch (ConnectException refused) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
