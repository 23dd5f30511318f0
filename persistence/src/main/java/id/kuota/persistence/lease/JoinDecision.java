package id.kuota.persistence.lease;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a node does that has its lease and is on its way into the cluster. The members that it was
 * told to join may be gone by now: of nodes that started together, each could wait for the others.
 * Pure.
 */
public sealed interface JoinDecision {

  /** The node is a member, and the database knows. */
  record Joined() implements JoinDecision {}

  /**
   * The node joins these.
   *
   * @param seeds addresses of members whose leases live, the oldest first
   */
  record JoinLive(List<String> seeds) implements JoinDecision {
    public JoinLive {
      seeds = List.copyOf(seeds);
    }
  }

  /** No lease of a member lives: the node founds the cluster anew. */
  record Found() implements JoinDecision {}

  /** Members have let their leases run out while the database was away, and may renew them. */
  record Wait() implements JoinDecision {}

  /** The node has become a member of a cluster which others have left and founded anew. */
  record Apart(String reason) implements JoinDecision {}

  /**
   * Decides.
   *
   * @param open the leases that are not fenced
   * @param self the epoch of this node
   * @param members the addresses of all nodes of which this one is a fellow member; empty while it
   *     is none
   * @param answering how long the database has answered without a pause
   */
  static JoinDecision of(
      List<NodeLease> open, long self, Set<String> members, LeaseTimes times, Duration answering) {
    List<NodeLease> others =
        open.stream().filter(lease -> lease.isMember() && lease.epoch() != self).toList();
    List<NodeLease> live = others.stream().filter(lease -> lease.isLive(times)).toList();
    if (!members.isEmpty()) {
      Predicate<NodeLease> isFellow = lease -> members.contains(lease.address());
      return live.stream().allMatch(isFellow)
          ? new Joined()
          : new Apart(
              live.stream()
                  .filter(isFellow.negate())
                  .map(NodeLease::address)
                  .collect(
                      Collectors.joining(
                          ", ", "the cluster has been founded anew, without this node, by ", "")));
    }
    if (!live.isEmpty()) return new JoinLive(live.stream().map(NodeLease::address).toList());
    boolean mayRenew = !others.isEmpty() && answering.compareTo(times.validity()) < 0;
    return mayRenew ? new Wait() : new Found();
  }
}
