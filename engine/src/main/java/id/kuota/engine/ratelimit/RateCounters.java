package id.kuota.engine.ratelimit;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.GroupRouter;
import org.apache.pekko.actor.typed.javadsl.Routers;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/**
 * The keys that one node counts. Which node counts a key, its hash says, by consistent hashing over
 * the nodes that have counters: a node of an older release has none, and when one joins or ends,
 * few keys move.
 */
public final class RateCounters {

  /** Under which the counters of all nodes are found. */
  static final ServiceKey<RateMessage> SERVICE =
      ServiceKey.create(RateMessage.class, "rate-counters");

  /** Points of each node on the ring: the shares of nodes differ by a tenth or so. */
  private static final int VIRTUAL_NODES = 100;

  /** Longer than a counter that is up takes, with a pause of its collector. */
  private static final Duration ANSWER_MAX = Duration.ofMillis(500);

  private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);

  private RateCounters() {}

  /** Starts the counters of this node, and returns a limiter that asks those of all nodes. */
  public static RateLimiter start(ActorSystem<?> system) {
    ActorRef<RateMessage> all = startAll(system);
    return new RateLimiter(
        (key, limit, wanted) ->
            AskPattern.ask(
                all,
                (ActorRef<RateMessage.LeaseAnswer> replyTo) ->
                    new RateMessage.LeaseRequest(key, limit, wanted, replyTo),
                ANSWER_MAX,
                system.scheduler()),
        System::nanoTime);
  }

  private static ActorRef<RateMessage> startAll(ActorSystem<?> system) {
    ActorRef<RateMessage> here =
        system.systemActorOf(create(System::nanoTime), "rate-counters", Props.empty());
    system.receptionist().tell(Receptionist.register(SERVICE, here));
    GroupRouter<RateMessage> all =
        Routers.group(SERVICE).withConsistentHashingRouting(VIRTUAL_NODES, RateCounters::ring);
    return system.systemActorOf(all, "rate-counters-of-all", Props.empty());
  }

  private static String ring(RateMessage message) {
    return switch (message) {
      case RateMessage.LeaseRequest request -> Long.toHexString(request.key().low());
      case RateMessage.Sweep local -> throw new IllegalArgumentException("never leaves its node");
    };
  }

  static Behavior<RateMessage> create(LongSupplier nanoTime) {
    Behavior<RateMessage> counting =
        Behaviors.withTimers(
            timers -> {
              timers.startTimerWithFixedDelay(RateMessage.Sweep.SWEEP, SWEEP_EVERY);
              var table = new RateTable(nanoTime);
              return Behaviors.receiveMessage(
                  message -> {
                    count(table, message);
                    return Behaviors.same();
                  });
            });
    return Behaviors.supervise(counting).onFailure(SupervisorStrategy.restart());
  }

  private static void count(RateTable table, RateMessage message) {
    switch (message) {
      case RateMessage.LeaseRequest(var key, var limit, var wanted, var replyTo) -> {
        RateTable.Given given = table.give(key, limit, wanted);
        replyTo.tell(new RateMessage.LeaseAnswer(given.permits(), given.waitNanos()));
      }
      case RateMessage.Sweep sweep -> table.sweep();
    }
  }
}
