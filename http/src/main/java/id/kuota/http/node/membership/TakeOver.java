package id.kuota.http.node.membership;

import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which members are fenced and downed. A member is out when its peers do not reach it and
 * it has not renewed its lease, or when it has not renewed for twice as long; if it has, the nodes
 * are cut off from each other and not from the database, and {@link Survivors} decides once nothing
 * has changed for a while. While the database does not answer no member is downed: then none can
 * sell either. Time comes from outside; for one thread.
 */
final class TakeOver {

  /** What is to be done about a member. */
  sealed interface Verdict {

    String address();

    /** Its lease has ended: Pekko may remove it. */
    record Down(String address) implements Verdict {}

    /**
     * Its lease is to be ended first.
     *
     * @param staleFor only if it was not renewed for longer
     */
    record Fence(String address, long epoch, String reason, Duration staleFor) implements Verdict {}
  }

  private final String self;
  private final LeaseTimes times;
  private final Duration settling;
  private Set<String> unreachable = Set.of();
  private long changedNanos;

  /** Since when the database has answered without a pause, and when it did so last. */
  private long answeringNanos;

  private long answeredNanos;

  /**
   * Creates a rule that has seen nothing yet.
   *
   * @param self the address of this node
   * @param settling how long the same members must be unreachable before a group without them goes
   *     on, although their leases are fresh
   */
  TakeOver(String self, LeaseTimes times, Duration settling, long nowNanos) {
    this.self = self;
    this.times = times;
    this.settling = settling;
    this.answeringNanos = nowNanos;
    this.answeredNanos = nowNanos;
  }

  /**
   * Returns what is to be done now.
   *
   * @param members the addresses of all members
   * @param silent those that cannot be reached, by any node's word
   */
  List<Verdict> due(Set<String> members, Set<String> silent, LeaseKeeper.View view, long nowNanos) {
    if (!silent.equals(unreachable)) {
      unreachable = Set.copyOf(silent);
      changedNanos = nowNanos;
    }
    if (isLongerThan(times.validity(), answeredNanos, view.readNanos())) {
      answeringNanos = view.readNanos();
    }
    answeredNanos = view.readNanos();
    // When the database is back, the others need a moment to renew.
    boolean isSettled = isLongerThan(times.validity(), answeringNanos, nowNanos);
    boolean isRecent = !isLongerThan(times.validity(), answeredNanos, nowNanos);
    if (!isSettled || !isRecent || view.of(self).isEmpty()) return List.of();
    var verdicts = new ArrayList<Verdict>();
    boolean isCutOff = false;
    for (String address : members) {
      if (address.equals(self)) continue;
      Optional<NodeLease> lease = view.of(address);
      boolean isSilent = silent.contains(address);
      if (lease.isEmpty()) {
        if (isSilent) verdicts.add(new Verdict.Down(address));
      } else if (isSilent && mayBeStale(lease.get(), times.validity(), view, nowNanos)) {
        verdicts.add(fence(lease.get(), "it was unreachable and", times.validity()));
      } else if (mayBeStale(lease.get(), useless(), view, nowNanos)) {
        verdicts.add(fence(lease.get(), "it", useless()));
      } else {
        isCutOff |= isSilent;
      }
    }
    if (isCutOff && isLongerThan(settling, changedNanos, nowNanos)) {
      verdicts.addAll(cutOff(members, view));
    }
    return verdicts;
  }

  /** A node that its peers hear and the database does not is waited for so long. */
  private Duration useless() {
    return times.validity().multipliedBy(2);
  }

  private static Verdict fence(NodeLease lease, String subject, Duration staleFor) {
    return new Verdict.Fence(
        lease.address(),
        lease.epoch(),
        "%s had not renewed its lease for %d ms".formatted(subject, staleFor.toMillis()),
        staleFor);
  }

  /** By what was read; whether it was renewed since then the fence itself asks the database. */
  private static boolean mayBeStale(
      NodeLease lease, Duration limit, LeaseKeeper.View view, long nowNanos) {
    Duration sinceRead = Duration.ofNanos(nowNanos - view.readNanos());
    return lease.age().plus(sinceRead).compareTo(limit) > 0;
  }

  private static boolean isLongerThan(Duration limit, long fromNanos, long toNanos) {
    return toNanos - fromNanos >= limit.toNanos();
  }

  private List<Verdict> cutOff(Set<String> members, LeaseKeeper.View view) {
    List<NodeLease> live =
        view.leases().stream()
            .filter(lease -> members.contains(lease.address()) && lease.isLive(times))
            .toList();
    Set<NodeLease> losers = Survivors.losers(live);
    // A loser waits until the others have fenced it: of two groups only one may decide.
    if (losers.stream().anyMatch(lease -> lease.address().equals(self))) return List.of();
    return losers.stream()
        .<Verdict>map(
            lease ->
                new Verdict.Fence(
                    lease.address(),
                    lease.epoch(),
                    "it and the nodes that go on did not hear each other for %d s"
                        .formatted(settling.toSeconds()),
                    Duration.ZERO))
        .toList();
  }
}
