package id.kuota.http.node.membership;

import id.kuota.persistence.lease.NodeLease;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which nodes go on when all reach the database and some do not reach each other. The rows of the
 * leases say who hears whom, so every node finds the same answer. Pure.
 */
final class Survivors {

  private Survivors() {}

  /**
   * Returns the leases that have to end, so that all others hear each other: those outside the
   * largest connected group, of equal groups the one with the oldest lease; and in that group, one
   * after the other, the node that fails to hear the most of its peers, of equals the youngest.
   */
  static Set<NodeLease> losers(List<NodeLease> leases) {
    List<NodeLease> group =
        groups(leases).stream()
            .max(
                Comparator.<List<NodeLease>>comparingInt(List::size)
                    .thenComparing(Survivors::oldest, Comparator.reverseOrder()))
            .orElse(List.of());
    var staying = new ArrayList<>(group);
    for (NodeLease worst = worst(staying); missing(worst, staying) > 0; worst = worst(staying)) {
      staying.remove(worst);
    }
    var losers = new LinkedHashSet<>(leases);
    staying.forEach(losers::remove);
    return losers;
  }

  /** Returns the groups whose members hear each other, directly or through others. */
  private static List<List<NodeLease>> groups(List<NodeLease> leases) {
    var groups = new ArrayList<List<NodeLease>>();
    var left = new LinkedHashSet<>(leases);
    while (!left.isEmpty()) {
      NodeLease first = left.removeFirst();
      var group = new ArrayList<>(List.of(first));
      Deque<NodeLease> next = new ArrayDeque<>(group);
      while (!next.isEmpty()) {
        NodeLease node = next.pop();
        List<NodeLease> peers = left.stream().filter(node::isConnectedTo).toList();
        peers.forEach(left::remove);
        group.addAll(peers);
        next.addAll(peers);
      }
      groups.add(group);
    }
    return groups;
  }

  private static long oldest(List<NodeLease> group) {
    return group.stream().mapToLong(NodeLease::epoch).min().orElseThrow();
  }

  private static NodeLease worst(List<NodeLease> group) {
    return group.stream()
        .max(
            Comparator.<NodeLease>comparingLong(node -> missing(node, group))
                .thenComparingLong(NodeLease::epoch))
        .orElseThrow();
  }

  private static long missing(NodeLease node, List<NodeLease> group) {
    return group.stream().filter(peer -> !peer.equals(node) && !peer.isConnectedTo(node)).count();
  }
}
