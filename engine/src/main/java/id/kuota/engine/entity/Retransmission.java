package id.kuota.engine.entity;

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
 * Sends again what is in flight after a member was removed. Messages to its entities are lost
 * without a word, and their askers would wait for their time-outs although the entities have long
 * started elsewhere. Quotas that were lost are woken in the same rounds. Entities treat a repeated
 * message as the first one.
 */
public final class Retransmission {

  /** The shards find their new places within the first of them, or when many move, later. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(1_500));

  /** What it reacts to. */
  public sealed interface Message {}

  private record Removed() implements Message {}

  private record Due() implements Message {}

  private Retransmission() {}

  /**
   * The behavior.
   *
   * @param repeats each sends its messages in flight again; must not block
   */
  public static Behavior<Message> create(List<Runnable> repeats) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> running(context, timers, repeats)));
  }

  private static Behavior<Message> running(
      ActorContext<Message> context, TimerScheduler<Message> timers, List<Runnable> repeats) {
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
            Due.class,
            _ -> {
              repeats.forEach(Runnable::run);
              return Behaviors.same();
            })
        .build();
  }
}
