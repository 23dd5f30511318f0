package id.kuota.persistence.lease;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a starting node does, given the leases in the database. Pure. */
public sealed interface StartDecision {

  /** How long a node waits for the node that is to found the cluster. */
  Duration FIRST_SEED_MAX = Duration.ofSeconds(60);

  /**
   * No lease lives, nor comes back to life: the node founds the cluster, and fences what was left
   * behind.
   */
  record Found() implements StartDecision {}

  /**
   * The node joins the members whose leases live; if only nodes live that are on their way into the
   * cluster themselves, it waits with them (see {@link JoinDecision}).
   *
   * @param seeds their addresses, the oldest first
   */
  record JoinLive(String cluster, List<String> seeds) implements StartDecision {
    public JoinLive {
      seeds = List.copyOf(seeds);
    }
  }

  /** The node asks again; it gives up when the reason has lasted for longer than this. */
  record AskAgain(String reason, Duration patience) implements StartDecision {}

  /** The database belongs to another cluster. */
  record Refuse(String reason) implements StartDecision {}

  /**
   * Decides.
   *
   * @param open the leases that are not fenced
   * @param self the address of the starting node
   * @param seeds the configured seed nodes; empty: those in the database
   * @param answering how long the database has answered this node
   */
  static StartDecision of(
      List<NodeLease> open, String self, List<String> seeds, LeaseTimes times, Duration answering) {
    List<NodeLease> live = open.stream().filter(lease -> lease.isLive(times)).toList();
    if (live.isEmpty()) {
      List<NodeLease> late = open.stream().filter(lease -> !lease.address().equals(self)).toList();
      if (!late.isEmpty() && answering.compareTo(times.validity()) < 0) {
        return new AskAgain(
            "nodes may renew leases that have run out: " + named(late), FIRST_SEED_MAX);
      }
      return seeds.isEmpty() || seeds.getFirst().equals(self)
          ? new Found()
          : new AskAgain(
              "its first seed node %s has not started".formatted(seeds.getFirst()), FIRST_SEED_MAX);
    }
    if (live.stream().anyMatch(lease -> lease.address().equals(self))) {
      return new AskAgain(
          "another node renews a lease at the same address %s".formatted(self),
          times.validity().multipliedBy(2)); // Its own, if it has crashed and starts again.
    }
    List<String> addresses = live.stream().map(NodeLease::address).toList();
    if (!seeds.isEmpty() && seeds.stream().noneMatch(addresses::contains)) {
      return new Refuse(
          "the database belongs to %s, and none of the seed nodes %s is one of them"
              .formatted(named(live), String.join(", ", seeds)));
    }
    List<String> joined =
        live.stream().filter(NodeLease::isMember).map(NodeLease::address).toList();
    return new JoinLive(live.getFirst().cluster(), joined.isEmpty() ? addresses : joined);
  }

  /** Returns the cluster of these leases in words. */
  static String named(List<NodeLease> live) {
    return "cluster %s, whose nodes live: %s"
        .formatted(
            live.getFirst().cluster(),
            live.stream()
                .map(
                    lease ->
                        "%s (renewed %.1f s ago)"
                            .formatted(lease.address(), lease.age().toMillis() / 1e3))
                .collect(Collectors.joining(", ")));
  }
}
