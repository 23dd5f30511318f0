package id.kuota.http.node.membership;

import id.kuota.http.log.NodeLog;
import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.SystemLease;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the members a few times a second, tells the database from which members this node hears,
 * and carries out what {@link TakeOver} decides: first the fence, then Pekko's down. Every node
 * does so; a second fence or down of the same member changes nothing. Without a lease it does
 * nothing.
 */
final class LeaseDowning extends AbstractBehavior<LeaseDowning.Message> {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseDowning.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  sealed interface Message {}

  private record Look() implements Message {}

  /** The database has answered about a fence; with no answer it is tried again. */
  private record Fenced(TakeOver.Verdict.Fence verdict, @Nullable Boolean done)
      implements Message {}

  private final Duration settling;
  private final Set<String> asked = new HashSet<>();
  private @Nullable TakeOver rule;

  private LeaseDowning(ActorContext<Message> context, Duration settling) {
    super(context);
    this.settling = settling;
  }

  /**
   * The behavior.
   *
   * @param settling see {@link TakeOver}
   */
  static Behavior<Message> create(Duration settling) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Look(), LOOK_EVERY);
                  return new LeaseDowning(context, settling);
                }));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, look -> look())
        .onMessage(Fenced.class, this::fenced)
        .build();
  }

  private Behavior<Message> look() {
    Optional<LeaseKeeper> keeper = SystemLease.of(getContext().getSystem()).keeper();
    keeper.ifPresent(this::lookWith);
    return this;
  }

  private void lookWith(LeaseKeeper keeper) {
    Cluster cluster = Cluster.get(getContext().getSystem());
    CurrentClusterState state = cluster.state();
    var members = new LinkedHashSet<String>();
    var heard = new LinkedHashSet<String>();
    String self = keeper.lease().address();
    for (Member member : state.getMembers()) {
      members.add(hostPort(member.address()));
      if (cluster.failureDetector().isAvailable(member.address())) {
        heard.add(hostPort(member.address()));
      }
    }
    heard.add(self);
    keeper.hears(heard);
    var silent = new LinkedHashSet<String>();
    state.getUnreachable().forEach(member -> silent.add(hostPort(member.address())));
    if (rule == null) rule = new TakeOver(self, keeper.times(), settling, System.nanoTime());
    asked.retainAll(members);
    rule.due(members, silent, keeper.view(), System.nanoTime())
        .forEach(verdict -> carryOut(verdict, keeper));
  }

  private void carryOut(TakeOver.Verdict verdict, LeaseKeeper keeper) {
    switch (verdict) {
      case TakeOver.Verdict.Down(String address) -> down(address, "its lease has ended");
      case TakeOver.Verdict.Fence fence -> {
        if (!asked.add(fence.address())) return;
        getContext()
            .pipeToSelf(
                keeper.fence(fence.epoch(), fence.reason(), fence.staleFor()),
                (done, failure) -> new Fenced(fence, done));
      }
    }
  }

  private Behavior<Message> fenced(Fenced answer) {
    asked.remove(answer.verdict().address());
    if (Boolean.TRUE.equals(answer.done())) {
      down(answer.verdict().address(), answer.verdict().reason());
    }
    return this;
  }

  private void down(String address, String reason) {
    Cluster cluster = Cluster.get(getContext().getSystem());
    cluster
        .state()
        .getMembers()
        .forEach(
            member -> {
              boolean isDown = member.status().equals(MemberStatus.down());
              if (isDown || !hostPort(member.address()).equals(address)) return;
              NodeLog.MEMBER_FENCED.log(LOG, address, reason);
              cluster.down(member.address());
            });
  }

  private static String hostPort(Address address) {
    return address.getHost().orElseThrow() + ":" + address.getPort().orElseThrow();
  }
}
