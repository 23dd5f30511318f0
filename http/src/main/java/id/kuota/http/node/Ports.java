package id.kuota.http.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Whether the ports of a node are free, said before anything is started. */
public final class Ports {

  private Ports() {}

  static void requireFree(NodeSettings settings) {
    requireFree(settings.httpPort(), "HTTP", "--port or KUOTA_HTTP_PORT");
    requireFree(settings.managementPort(), "management", "KUOTA_MANAGEMENT_PORT");
    requireFree(settings.clusterPort(), "cluster", "KUOTA_CLUSTER_PORT");
    if (settings.metrics().kept()) {
      requireFree(settings.metrics().port(), "metrics", "KUOTA_METRICS_PORT (0: no metrics)");
    }
  }

  /**
   * Returns whether a server could listen on this port of the machine. Does not listen itself, not
   * even for a moment: a health check would take it for the node.
   */
  public static boolean isFree(int port) {
    try (Socket socket = new Socket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns a port that is free at this moment. */
  public static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StartException("This machine has no free port left.", e);
    }
  }

  private static void requireFree(int port, String use, String remedy) {
    if (!isFree(port)) {
      throw new StartException(
          "Port %d (%s) is taken by another program. Stop it, or choose another with %s."
              .formatted(port, use, remedy));
    }
  }
}
