package id.kuota.http.cli.cluster;

import id.kuota.http.node.Ports;
import id.kuota.http.node.StartException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * The ports of a node on this machine.
 *
 * @param number of the node, from 1
 */
public record NodePorts(int number, int api, int management, int cluster, int metrics) {

  /**
   * Below the ports that the system gives to clients: one that calls a node that is down could get
   * the node's port for its own end, and the node could not start again.
   */
  private static final int LEAST = 15_000;

  private static final int MOST = 32_000;
  private static final int PER_NODE = 4;
  private static final int TRIES = 10_000;

  /** Returns free ports for so many nodes. */
  public static List<NodePorts> free(int nodes) {
    int[] ports =
        ThreadLocalRandom.current()
            .ints(LEAST, MOST)
            .limit(TRIES)
            .distinct()
            .filter(Ports::isFree)
            .limit((long) PER_NODE * nodes)
            .toArray();
    if (ports.length < PER_NODE * nodes) {
      throw new StartException(
          "This machine has too few free ports for %d nodes.".formatted(nodes));
    }
    return IntStream.range(0, nodes)
        .mapToObj(i -> of(i + 1, Arrays.copyOfRange(ports, PER_NODE * i, PER_NODE * (i + 1))))
        .toList();
  }

  private static NodePorts of(int number, int... ports) {
    return new NodePorts(number, ports[0], ports[1], ports[2], ports[3]);
  }

  /** Returns the same node with its API on this port. */
  public NodePorts withApi(int port) {
    return new NodePorts(number, port, management, cluster, metrics);
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
