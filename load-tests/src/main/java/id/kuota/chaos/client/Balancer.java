package id.kuota.chaos.client;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * A balancer in front of the nodes: it passes requests to a random one, and leaves a node out for a
 * while that has just failed. Thread-safe.
 */
final class Balancer {

  private static final long OUT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final List<URI> nodes;
  private final AtomicLongArray outUntil;

  Balancer(List<URI> nodes) {
    this.nodes = List.copyOf(nodes);
    this.outUntil = new AtomicLongArray(nodes.size());
    long now = System.nanoTime();
    for (int node = 0; node < nodes.size(); node++) outUntil.set(node, now);
  }

  /** Returns a node that is in; if none is, any. */
  int choose() {
    long now = System.nanoTime();
    int[] in =
        IntStream.range(0, nodes.size()).filter(node -> outUntil.get(node) - now <= 0).toArray();
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return in.length == 0 ? random.nextInt(nodes.size()) : in[random.nextInt(in.length)];
  }

  void failed(int node) {
    outUntil.set(node, System.nanoTime() + OUT_NANOS);
  }

  URI url(int node) {
    return nodes.get(node);
  }
}
