package id.kuota.engine.entity;

import id.kuota.engine.Limits;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Sends again what is in flight: batches and looks as soon as their answers are overdue, and
 * everything after a member was removed. Messages to the entities of a node that is lost, or on
 * their way to one that moves, are lost without a word, and their askers would wait for their
 * time-outs although the entities have long started elsewhere. Quotas that were lost are woken in
 * the same rounds.
 */
public final class Retransmission {

  /** The shards find their new places within the first of them, or when many move, later. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(1_500));

  /** Between two looks at what is overdue. */
  private static final Duration TICK = Limits.RETRANSMISSION_MIN.dividedBy(4);

  /** What it reacts to. */
  public sealed interface Message {}

  private record Removed() implements Message {}

  private record Due() implements Message {}

  private record Tick() implements Message {}

  private Retransmission() {}

  /**
   * The behavior.
   *
   * @param overdue sends again what has no answer for too long; must not block
   * @param repeats each sends its messages in flight again; must not block
   */
  public static Behavior<Message> create(Runnable overdue, List<Runnable> repeats) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> running(context, timers, overdue, repeats)));
  }

  private static Behavior<Message> running(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Runnable overdue,
      List<Runnable> repeats) {
    timers.startTimerWithFixedDelay(new Tick(), TICK);
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(ClusterEvent.MemberRemoved.class, _ -> new Removed()),
                ClusterEvent.MemberRemoved.class));
    return Behaviors.receive(Message.class)
        .onMessage(
            Removed.class,
            _ -> {
              PAUSES.forEach(pause -> timers.startSingleTimer(pause, new Due(), pause));
              return Behaviors.same();
            })
        .onMessage(
            Tick.class,
            _ -> {
              overdue.run();
              return Behaviors.same();
            })
        .onMessage(
            Due.class,
            _ -> {
              repeats.forEach(Runnable::run);
              return Behaviors.same();
            })
        .build();
  }
}
