package id.kuota.chaos.cluster;

import id.kuota.http.node.Ports;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of a node, the same after each start. */
record NodePorts(int http, int management, int cluster, int metrics) {

  /**
   * Below the ports that the system gives to clients: a client that calls such a port while its
   * server is down may get that port for its own end, and then talks to itself.
   */
  private static final int LEAST = 15_000;

  private static final int MOST = 32_000;
  private static final int TRIES = 1_000;

  static NodePorts free() {
    return new NodePorts(one(), one(), one(), one());
  }

  static int one() {
    return ThreadLocalRandom.current()
        .ints(LEAST, MOST)
        .limit(TRIES)
        .filter(Ports::isFree)
        .findFirst()
        .orElseThrow();
  }
}
