package id.kuota.http.node;

import id.kuota.http.log.NodeLog;
import id.kuota.persistence.lease.JoinDecision;
import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.NodeLeases;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterCommand;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node becomes a member. Whom it joins the database says, again and again: those it was told
 * to join may be gone before they have let it in. Blocks; for one thread.
 */
final class Joining {

  private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration ASK_EVERY = Duration.ofMillis(500);
  private static final Duration SAY_EVERY = Duration.ofSeconds(10);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ActorSystem<?> system;
  private final Cluster cluster;
  private final long deadline = System.nanoTime() + TIMEOUT.toNanos();

  /** The members that are asked for admission; empty: the node founds the cluster. */
  private List<String> seeds = List.of();

  Joining(ActorSystem<?> system) {
    this.system = system;
    this.cluster = Cluster.get(system);
  }

  /** Founds a cluster of one, without a lease. */
  void alone() {
    found();
    while (!isUp()) {
      if (System.nanoTime() - deadline > 0) {
        throw new StartException("The node founds a cluster of one, and is no member of it.");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /**
   * Joins the members whose leases live, or founds the cluster.
   *
   * @throws StartException if they do not let it in
   */
  void under(LeaseKeeper keeper) {
    NodeLeases.Taken lease = keeper.lease();
    seeds = lease.seeds();
    (seeds.isEmpty() ? NodeLog.NODE_FOUNDS_CLUSTER : NodeLog.NODE_JOINS_CLUSTER)
        .log(LOG, lease.cluster(), lease.address(), lease.epoch(), seeds);
    if (seeds.isEmpty()) found();
    else join();
    long say = System.nanoTime() + SAY_EVERY.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (System.nanoTime() - say > 0) {
        say += SAY_EVERY.toNanos();
        NodeLog.NODE_NOT_LET_IN.log(LOG, seeds);
      }
      boolean isUp = awaitUp();
      switch (answer(keeper, isUp ? members() : Set.of()).orElseGet(JoinDecision.Wait::new)) {
        case JoinDecision.Joined() -> {
          return;
        }
        case JoinDecision.JoinLive(List<String> live) when !live.equals(seeds) -> {
          seeds = live;
          NodeLog.NODE_JOINS_OTHERS.log(LOG, seeds);
          join();
        }
        case JoinDecision.Found() when !seeds.isEmpty() -> {
          NodeLog.NODE_FOUNDS_ANEW.log(LOG, seeds);
          seeds = List.of();
          found();
        }
        case JoinDecision.Apart(String reason) ->
            throw new StartException(
                "The node has joined members that are gone: %s. Started again it joins them."
                    .formatted(reason));
        case JoinDecision.JoinLive _, JoinDecision.Found _, JoinDecision.Wait _ -> {}
      }
    }
    throw new StartException(
        "The node could not join the cluster within %d s. The database belongs to cluster %s with the nodes %s. Check that the nodes reach each other at KUOTA_CLUSTER_HOST and KUOTA_CLUSTER_PORT."
            .formatted(TIMEOUT.toSeconds(), lease.cluster(), String.join(", ", seeds)));
  }

  /** Returns whether the node is up, as soon as it is or when it is time to ask the database. */
  private boolean awaitUp() {
    long until = System.nanoTime() + ASK_EVERY.toNanos();
    while (!isUp() && System.nanoTime() - until < 0) LockSupport.parkNanos(LOOK_NANOS);
    return isUp();
  }

  /** Returns nothing if the database does not answer now. */
  private static Optional<JoinDecision> answer(LeaseKeeper keeper, Set<String> members) {
    try {
      return Optional.of(
          keeper
              .joining(members)
              .toCompletableFuture()
              .get(keeper.times().validity().toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException away) {
      NodeLog.JOINING_UNANSWERED.logThrown(LOG, away);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("The node was stopped while it was joining.", e);
    }
  }

  private boolean isUp() {
    return cluster.selfMember().status().equals(MemberStatus.up());
  }

  private Set<String> members() {
    var members = new HashSet<String>();
    for (Member member : cluster.state().getMembers()) {
      members.add(
          member.address().getHost().orElseThrow()
              + ":"
              + member.address().getPort().orElseThrow());
    }
    return members;
  }

  private void found() {
    tell(Join.create(cluster.selfMember().address()));
  }

  private void join() {
    tell(
        new JoinSeedNodes(
            seeds.stream()
                .map(
                    seed ->
                        AddressFromURIString.parse("pekko://%s@%s".formatted(system.name(), seed)))
                .toList()));
  }

  private void tell(ClusterCommand command) {
    cluster.manager().tell(command);
  }
}
