package id.kuota.engine;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import id.kuota.engine.entity.EntitySignal;
import id.kuota.engine.entity.EntityTelemetry;
import id.kuota.engine.entity.PersistentEntity;
import id.kuota.engine.entity.ResidencyPermits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;

/**
 * An actor system for the tests of entities: a journal in memory that can be told to fail, and a
 * time that passes only when a test says so, for the clock and the timers together.
 */
public final class EntityFixture implements AutoCloseable {

  /** What a shard hears when an entity wants to passivate. */
  public static final String PASSIVATE = "passivate";

  public final SettableClock clock = new SettableClock();
  public final ActorTestKit kit;
  public final PersistenceTestKit journal;
  private final ManualTime timers;
  private final EntityTelemetry telemetry;
  private volatile boolean leaseIsFresh = true;

  public EntityFixture(String name) {
    this(name, EntityTelemetry.NONE);
  }

  public EntityFixture(String name, EntityTelemetry telemetry) {
    this.telemetry = telemetry;
    var config =
        ManualTime.config()
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(
                ConfigFactory.parseString(
                    """
                    pekko.loglevel = warning
                    pekko.persistence.testkit.events.serialize = off
                    pekko.persistence.testkit.snapshots.serialize = off
                    """));
    kit = ActorTestKit.create(name, config);
    journal = PersistenceTestKit.create(kit.system());
    timers = ManualTime.get(kit.system());
  }

  /** Lets time pass: timers that are due send their messages before this returns. */
  public void pass(Duration duration) {
    clock.pass(duration);
    timers.timePasses(duration);
  }

  public void passUntil(Instant moment) {
    pass(Duration.between(clock.instant(), moment));
  }

  /** Asks and waits for the answer. No time passes. */
  public <M, R> R ask(ActorRef<M> actor, Function<ActorRef<R>, M> question) {
    TestProbe<R> asker = kit.createTestProbe();
    try {
      actor.tell(question.apply(asker.ref()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return asker.receiveMessage();
  }

  /** Asks an actor that recovers after a failure, and lets the pause before it pass. */
  public <M, R> R askPatiently(ActorRef<M> actor, Function<ActorRef<R>, M> question) {
    CompletableFuture<R> answer =
        AskPattern.ask(actor, question, Duration.ofHours(1), kit.system().scheduler())
            .toCompletableFuture();
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              pass(Duration.ofMillis(10));
              return answer.isDone();
            });
    return answer.join();
  }

  /**
   * Lets time pass in steps until a message comes. An actor counts its idle time from the end of a
   * message, which may be a little later than the answer to it.
   */
  public <T> T passUntilTold(Duration step, TestProbe<T> probe) {
    var told = new AtomicReference<T>();
    await()
        .untilAsserted(
            () -> {
              pass(step);
              told.set(probe.receiveMessage(Duration.ofMillis(20)));
            });
    return told.get();
  }

  /** Takes all places from those who would rest; what it returns gives them back. */
  public AutoCloseable withoutPlaceToRest() {
    ResidencyPermits permits = ResidencyPermits.of(kit.system());
    int taken = 0;
    while (permits.take()) taken++;
    int all = taken;
    return () -> {
      for (int permit = 0; permit < all; permit++) permits.giveBack();
    };
  }

  /** How many may still rest. */
  public int placesToRest() {
    return ResidencyPermits.of(kit.system()).free();
  }

  /** What the journal has of an entity. */
  public List<Object> journalOf(String persistenceId) {
    return journal.persistedInStorage(persistenceId);
  }

  /** Starts an entity whose shard only tells the probe that it wants to passivate. */
  public <M, E, S> ActorRef<M> start(
      String id,
      EntityKind<M> kind,
      TestProbe<Object> shard,
      java.util.function.Function<EntityContext<M>, EntityLogic<M, E, S, ?>> logic) {
    return kit.spawn(
        PersistentEntity.create(
            id,
            kind,
            logic,
            entity -> shard.ref().tell(PASSIVATE),
            clock,
            () -> leaseIsFresh,
            telemetry));
  }

  /** Says whether the node may answer from memory. */
  public void lease(boolean isFresh) {
    leaseIsFresh = isFresh;
  }

  /** Tells an entity to stop, as its shard does. */
  public void tellToStop(ActorRef<?> entity) {
    entity.<Object>unsafeUpcast().tell(EntitySignal.STOP);
  }

  /** Stops an entity, as a node that dies does; what it has in memory is lost. */
  public void stop(ActorRef<?> entity) {
    kit.stop(entity);
  }

  /** Lets time pass until a stopping entity has finished its work in flight. */
  public void passUntilEnd(ActorRef<?> entity) {
    TestProbe<Object> probe = kit.createTestProbe();
    await()
        .untilAsserted(
            () -> {
              pass(Limits.STOP_PUT_OFF_MIN);
              probe.expectTerminated(entity, Duration.ofMillis(20));
            });
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
