package id.kuota.http.cli.cluster;

import id.kuota.http.node.Ports;
import id.kuota.http.node.StartException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * The ports of a node on this machine.
 *
 * @param number of the node, from 1
 */
public record NodePorts(int number, int api, int management, int cluster) {

  /**
   * Below the ports that the system gives to clients: one that calls a node that is down could get
   * the node's port for its own end, and the node could not start again.
   */
  private static final int LEAST = 15_000;

  private static final int MOST = 32_000;
  private static final int TRIES = 10_000;

  /** Returns free ports for so many nodes. */
  public static List<NodePorts> free(int nodes) {
    int[] ports =
        ThreadLocalRandom.current()
            .ints(LEAST, MOST)
            .limit(TRIES)
            .distinct()
            .filter(Ports::isFree)
            .limit(3L * nodes)
            .toArray();
    if (ports.length < 3 * nodes) {
      throw new StartException(
          "This machine has too few free ports for %d nodes.".formatted(nodes));
    }
    return IntStream.range(0, nodes)
        .mapToObj(i -> new NodePorts(i + 1, ports[3 * i], ports[3 * i + 1], ports[3 * i + 2]))
        .toList();
  }

  /** Returns the same node with its API on this port. */
  public NodePorts withApi(int port) {
    return new NodePorts(number, port, management, cluster);
  }

  /** Returns the address of the API. */
  public String url() {
    return "http://127.0.0.1:" + api;
  }

  /** Returns the address by which the cluster knows the node. */
  public String address() {
    return "127.0.0.1:" + cluster;
  }
}
