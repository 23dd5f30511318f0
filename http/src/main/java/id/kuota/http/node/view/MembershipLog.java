package id.kuota.http.node.view;

import id.kuota.http.log.NodeLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.ClusterDomainEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.cluster.ClusterEvent.MemberExited;
import org.apache.pekko.cluster.ClusterEvent.MemberJoined;
import org.apache.pekko.cluster.ClusterEvent.MemberLeft;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.MemberUp;
import org.apache.pekko.cluster.ClusterEvent.ReachableMember;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in Kuota's words what happens to members, and after each change how many shards this node
 * has got and given: one line, not one for each shard.
 */
public final class MembershipLog extends AbstractBehavior<MembershipLog.Message> {

  private static final Logger LOG = LoggerFactory.getLogger(MembershipLog.class);

  /** Shards move within some seconds; those without requests move when they are asked. */
  private static final List<Duration> LOOKS =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30));

  /** What the log understands; stays within the node. */
  public sealed interface Message {}

  private record Changed(ClusterDomainEvent event) implements Message {}

  private record Look() implements Message {}

  private record Counted(Map<String, Integer> shards) implements Message {}

  private final TimerScheduler<Message> timers;
  private final Address self;
  private Map<String, Integer> shards = Map.of();
  private String cause = "";

  private MembershipLog(ActorContext<Message> context, TimerScheduler<Message> timers) {
    super(context);
    this.timers = timers;
    Cluster cluster = Cluster.get(context.getSystem());
    this.self = cluster.selfMember().address();
    cluster
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(ClusterDomainEvent.class, Changed::new),
                ClusterDomainEvent.class));
  }

  /** Starts the log of a node, before it joins. */
  public static void start(ActorSystem<?> system) {
    Behavior<Message> behavior =
        Behaviors.setup(
            context -> Behaviors.withTimers(timers -> new MembershipLog(context, timers)));
    system.systemActorOf(behavior, "membership-log", Props.empty());
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Changed.class, changed -> changed(changed.event()))
        .onMessage(Look.class, _ -> look())
        .onMessage(Counted.class, counted -> counted(counted.shards()))
        .build();
  }

  private Behavior<Message> changed(ClusterDomainEvent event) {
    switch (event) {
      case MemberJoined it -> say(NodeLog.MEMBER_JOINS, it.member().address(), false);
      case MemberUp it -> say(NodeLog.MEMBER_UP, it.member().address(), true);
      case MemberLeft it -> say(NodeLog.MEMBER_LEAVES, it.member().address(), true);
      case MemberExited it -> say(NodeLog.MEMBER_EXITED, it.member().address(), false);
      case MemberDowned it -> say(NodeLog.MEMBER_DOWN, it.member().address(), true);
      case MemberRemoved it -> say(NodeLog.MEMBER_GONE, it.member().address(), true);
      case UnreachableMember it -> say(NodeLog.MEMBER_UNREACHABLE, it.member().address(), false);
      case ReachableMember it -> say(NodeLog.MEMBER_REACHABLE, it.member().address(), false);
      default -> {
        // Leaders and what each node has seen are Pekko's matter.
      }
    }
    return this;
  }

  private void say(NodeLog what, Address member, boolean movesShards) {
    String address = ClusterLook.hostPort(member);
    what.log(LOG, address);
    if (!movesShards) return;
    cause = what.form().message() + ": " + address;
    for (Duration after : LOOKS) {
      timers.startSingleTimer(after, new Look(), after);
    }
  }

  private Behavior<Message> look() {
    getContext()
        .pipeToSelf(
            new RegionStats(Adapter.toClassic(getContext().getSystem())).counts(self),
            (counts, failure) -> new Counted(counts == null ? shards : counts));
    return this;
  }

  private Behavior<Message> counted(Map<String, Integer> now) {
    String change = ShardChange.words(shards, now);
    if (!change.isEmpty()) NodeLog.SHARDS_MOVED.log(LOG, change, cause);
    shards = new HashMap<>(now);
    return this;
  }
}
