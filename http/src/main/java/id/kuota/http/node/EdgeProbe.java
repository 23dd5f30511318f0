package id.kuota.http.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import id.kuota.http.edge.connection.Connections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks the edge for its health as a client does, over a connection of its own: what keeps clients
 * out keeps it out, too.
 */
final class EdgeProbe {

  private static final int CONNECT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 1_000;
  private static final byte[] REQUEST =
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);
  private static final String GOOD = "HTTP/1.1 200";

  private final InetSocketAddress edge;
  private final Supplier<Connections.Counts> counts;

  /**
   * Creates a probe.
   *
   * @param bound where the edge listens; on all addresses it is reached by the loopback
   */
  EdgeProbe(InetSocketAddress bound, Supplier<Connections.Counts> counts) {
    this.edge =
        bound.getAddress().isAnyLocalAddress()
            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
            : bound;
    this.counts = counts;
  }

  /** Why clients are not answered, if they are not. Blocks for two seconds at most. */
  Optional<String> trouble() {
    try (var socket = new Socket()) {
      socket.connect(edge, CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(REQUEST);
      String status = new String(socket.getInputStream().readNBytes(GOOD.length()), US_ASCII);
      return status.equals(GOOD) ? Optional.empty() : Optional.of(because("it says " + status));
    } catch (SocketTimeoutException e) {
      // Accepted, and late: where requests have the node, that is overload, no reason by itself.
      Connections.Counts now = counts.get();
      return now.requests() > now.heads()
          ? Optional.empty()
          : Optional.of(because(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return Optional.of(because(String.valueOf(e.getMessage())));
    }
  }

  private String because(String what) {
    Connections.Counts now = counts.get();
    return "the edge does not answer (%s): connections=%d, incomplete heads=%d, requests=%d"
        .formatted(what, now.open(), now.heads(), now.requests());
  }
}
