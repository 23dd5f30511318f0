package id.kuota.engine.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an entity does about its snapshots; the rest is in the tests of each entity. */
final class PersistentEntityTest {

  private static final int EVERY = 2;

  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString(HeldBackSnapshots.CONFIG)
              .withFallback(PersistenceTestKitPlugin.getInstance().config())
              .withFallback(
                  ConfigFactory.parseString("pekko.persistence.testkit.events.serialize = off")));

  private final TestProbe<Long> asker = kit.createTestProbe();

  /** Adds one, and hears the sum when it is written. */
  private record Add(ActorRef<Long> replyTo) {}

  /** Counts. */
  private static final class Counter extends EntityLogic<Add, String, Long, Effect> {

    Counter(EntityContext<Add> context) {
      super(context);
    }

    @Override
    public Long emptyState() {
      return 0L;
    }

    @Override
    public Long evolve(Long state, String event) {
      return state + 1;
    }

    @Override
    public Step<String, Long> on(Long state, Add message) {
      return Step.write(List.of("added"), sum -> message.replyTo().tell(sum));
    }
  }

  private ActorRef<Add> counter = kit.system().<Add>deadLetters();
  private long sum;

  @BeforeEach
  void start() {
    var kind =
        EntityKind.of(EntityTypeKey.create(Add.class, "Counter"), Add.class, Duration.ofMinutes(1))
            .withSnapshotEvery(EVERY);
    counter =
        kit.spawn(
            PersistentEntity.create(
                "c1",
                kind,
                Counter::new,
                _ -> {},
                Clock.systemUTC(),
                () -> true,
                EntityTelemetry.NONE));
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private void add(int times) {
    for (int time = 0; time < times; time++) {
      counter.tell(new Add(asker.ref()));
      asker.expectMessage(++sum);
    }
  }

  /** The store's answer reaches the one who asks it some time after it was given. */
  private HeldBackSnapshots.Save addUntilNextSave() throws InterruptedException {
    await()
        .until(
            () -> {
              add(1);
              return !HeldBackSnapshots.saves().isEmpty();
            });
    return HeldBackSnapshots.nextSave();
  }

  @Test
  void anEntityAnswersWhileItsStateIsStoredAndHasOneOnItsWay() throws Exception {
    add(5);
    HeldBackSnapshots.Save first = HeldBackSnapshots.nextSave();
    assertThat(first.persistenceId()).isEqualTo("Counter|c1");
    assertThat(first.number()).isEqualTo(2);
    assertThat(first.state()).as("of then, not of now").isEqualTo(2L);
    assertThat(HeldBackSnapshots.saves()).as("the one of event 4 is left out").isEmpty();

    first.outcome().complete(null);
    HeldBackSnapshots.Save second = addUntilNextSave();
    assertThat(second.number()).isGreaterThan(4).isEven();
    second.outcome().complete(null);
    assertThat(HeldBackSnapshots.nextDelete())
        .as("this one is kept, and the one before where there is one")
        .isEqualTo(second.number() - 2 * EVERY);
  }

  @Test
  void anEntityGoesOnWhenItsStateCannotBeStored() throws Exception {
    add(2);
    HeldBackSnapshots.nextSave().outcome().completeExceptionally(new IllegalStateException("full"));
    assertThat(addUntilNextSave().number()).isGreaterThan(2).isEven();
  }
}
