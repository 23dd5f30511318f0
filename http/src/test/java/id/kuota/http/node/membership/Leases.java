package id.kuota.http.node.membership;

import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.NodeLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Leases of nodes that are called by one letter; the first has the oldest lease. */
final class Leases {

  private final List<String> nodes;
  private final Map<String, Set<String>> heard = new HashMap<>();
  private final Map<String, Duration> ages = new HashMap<>();
  private final Set<String> ended = new HashSet<>();

  private Leases(List<String> nodes) {
    this.nodes = nodes;
    nodes.forEach(node -> heard.put(node, new HashSet<>(nodes)));
  }

  /** All of them hear each other, and have just renewed. */
  static Leases of(String... nodes) {
    return new Leases(Arrays.asList(nodes));
  }

  /** The first no longer hears the second. */
  Leases deaf(String node, String to) {
    heard(node).remove(to);
    return this;
  }

  Leases cut(String one, String other) {
    return deaf(one, other).deaf(other, one);
  }

  Leases renewedBefore(String node, Duration age) {
    ages.put(node, age);
    return this;
  }

  Leases ended(String node) {
    ended.add(node);
    return this;
  }

  private Set<String> heard(String node) {
    return Objects.requireNonNull(heard.get(node), node);
  }

  List<NodeLease> list() {
    var leases = new ArrayList<NodeLease>();
    for (String node : nodes) {
      if (ended.contains(node)) continue;
      leases.add(
          new NodeLease(
              nodes.indexOf(node) + 1,
              "cluster",
              node,
              "1",
              ages.getOrDefault(node, Duration.ZERO),
              heard(node)));
    }
    return leases;
  }

  LeaseKeeper.View readAt(long nanos) {
    return new LeaseKeeper.View(list(), nodes.size(), nanos);
  }
}
