package id.kuota.http.node.view;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
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
import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberLeft;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.ReachabilityEvent;
import org.apache.pekko.cluster.ClusterEvent.ReachableMember;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Reports the members of the cluster, the shards of this node, and how long shards of a member that
 * goes are away. It looks at the shards regularly, and more often while a member goes.
 */
public final class ClusterMetrics extends AbstractBehavior<ClusterMetrics.Message> {

  static final Duration PAUSE = Duration.ofSeconds(5);

  /** What a take-over time is exact to. */
  static final Duration PAUSE_WHILE_AWAITING = Duration.ofMillis(200);

  private static final List<MemberStatus> STATUSES =
      List.of(
          MemberStatus.joining(),
          MemberStatus.weaklyUp(),
          MemberStatus.up(),
          MemberStatus.leaving(),
          MemberStatus.exiting(),
          MemberStatus.down());

  /** What the metrics understand; stays within the node. */
  public sealed interface Message {}

  private record MemberChanged(MemberEvent event) implements Message {}

  private record ReachabilityChanged(ReachabilityEvent event) implements Message {}

  private record Look() implements Message {}

  private record Seen(Map<String, Set<String>> shards, long nanos) implements Message {}

  private final TimerScheduler<Message> timers;
  private final Telemetry telemetry;
  private final Address self;
  private final TakeOvers takeOvers = new TakeOvers();
  private final Map<String, Set<String>> shards = new HashMap<>();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final Map<String, Telemetry.Counter> moved = new HashMap<>();
  private boolean isLooking;

  private ClusterMetrics(
      ActorContext<Message> context, TimerScheduler<Message> timers, Telemetry telemetry) {
    super(context);
    this.timers = timers;
    this.telemetry = telemetry;
    Cluster cluster = Cluster.get(context.getSystem());
    this.self = cluster.selfMember().address();
    subscribe(cluster);
    report(cluster);
    timers.startSingleTimer(new Look(), PAUSE);
  }

  /** Starts the metrics of a node, before it joins. */
  public static void start(ActorSystem<?> system, Telemetry telemetry) {
    Behavior<Message> behavior =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(timers -> new ClusterMetrics(context, timers, telemetry)));
    system.systemActorOf(behavior, "cluster-metrics", Props.empty());
  }

  private void subscribe(Cluster cluster) {
    cluster
        .subscriptions()
        .tell(
            Subscribe.create(
                getContext().messageAdapter(MemberEvent.class, MemberChanged::new),
                MemberEvent.class));
    cluster
        .subscriptions()
        .tell(
            Subscribe.create(
                getContext().messageAdapter(ReachabilityEvent.class, ReachabilityChanged::new),
                ReachabilityEvent.class));
  }

  private void report(Cluster cluster) {
    for (MemberStatus status : STATUSES) {
      telemetry.gauge(
          Metric.MEMBERS,
          () -> members(cluster, status),
          status.toString().toLowerCase(Locale.ROOT));
    }
    telemetry.gauge(Metric.MEMBERS, () -> cluster.state().getUnreachable().size(), "unreachable");
    for (String type : ClusterLook.types()) {
      telemetry.gauge(Metric.SHARDS, () -> counts.getOrDefault(type, 0), type);
      counter(type);
    }
  }

  private Telemetry.Counter counter(String type) {
    return moved.computeIfAbsent(type, one -> telemetry.counter(Metric.SHARDS_MOVED, one));
  }

  private static long members(Cluster cluster, MemberStatus status) {
    Iterable<Member> members = cluster.state().getMembers();
    return StreamSupport.stream(members.spliterator(), false)
        .filter(member -> member.status().equals(status))
        .count();
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(MemberChanged.class, changed -> member(changed.event()))
        .onMessage(ReachabilityChanged.class, changed -> reachability(changed.event()))
        .onMessage(Look.class, _ -> look())
        .onMessage(Seen.class, seen -> seen(seen.shards(), seen.nanos()))
        .build();
  }

  private Behavior<Message> member(MemberEvent event) {
    if (event.member().address().equals(self)) return this;
    String member = event.member().address().toString();
    switch (event) {
      case MemberLeft _ -> takeOvers.leaves(member, System.nanoTime());
      case MemberDowned _ -> takeOvers.downed(member, System.nanoTime());
      case MemberRemoved _ -> takeOvers.removed(member);
      default -> {
        return this; // It has not gone.
      }
    }
    return look();
  }

  private Behavior<Message> reachability(ReachabilityEvent event) {
    String member = event.member().address().toString();
    switch (event) {
      case UnreachableMember _ -> takeOvers.unreachable(member, System.nanoTime());
      case ReachableMember _ -> takeOvers.reachable(member);
      default -> throw new IllegalStateException("not a change of reachability: " + event);
    }
    return this;
  }

  private Behavior<Message> look() {
    if (isLooking) return this;
    isLooking = true;
    getContext()
        .pipeToSelf(
            new RegionStats(Adapter.toClassic(getContext().getSystem())).shards(self),
            (seen, failure) -> new Seen(seen == null ? Map.of() : seen, System.nanoTime()));
    return this;
  }

  /** What a region did not answer stays as it was. */
  private Behavior<Message> seen(Map<String, Set<String>> found, long nanos) {
    isLooking = false;
    boolean hasStarted = false;
    for (Map.Entry<String, Set<String>> entry : found.entrySet()) {
      String type = entry.getKey();
      var started = new HashSet<>(entry.getValue());
      started.removeAll(shards.getOrDefault(type, Set.of()));
      counter(type).add(started.size());
      hasStarted |= !started.isEmpty();
      shards.put(type, entry.getValue());
      counts.put(type, entry.getValue().size());
    }
    if (hasStarted) takeOvers.started(nanos).forEach(this::report);
    timers.startSingleTimer(new Look(), takeOvers.isAwaiting(nanos) ? PAUSE_WHILE_AWAITING : PAUSE);
    return this;
  }

  private void report(TakeOvers.Ended ended) {
    telemetry.histogram(Metric.TAKEOVER_TIME, ended.cause().word()).record(ended.time());
  }
}
