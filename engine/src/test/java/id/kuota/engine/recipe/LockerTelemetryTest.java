package id.kuota.engine.recipe;

import static id.kuota.engine.Moment.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.entity.EntityTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the runtime reports of an entity, whichever it is. */
final class LockerTelemetryTest {

  private final List<String> reports = new CopyOnWriteArrayList<>();
  private final EntityFixture fixture = new EntityFixture("locker-telemetry", new Reports());
  private final TestProbe<Object> shard = fixture.kit.createTestProbe();
  private CompletableFuture<String> key = new CompletableFuture<>();
  private ActorRef<LockerEntity.Message> locker = fixture.kit.system().ignoreRef();

  private final class Reports implements EntityTelemetry {
    @Override
    public void started(String type, Duration recovery) {
      assertThat(recovery).isPositive();
      reports.add(type + " started");
    }

    @Override
    public void ended(String type) {
      reports.add(type + " ended");
    }

    @Override
    public void passivating(String type) {
      reports.add(type + " passivating");
    }

    @Override
    public void persisted(String type, int events) {
      reports.add(type + " persisted " + events);
    }

    @Override
    public void retried(String type, String effect) {
      reports.add(type + " retried " + effect);
    }
  }

  @BeforeEach
  void start() {
    fixture.clock.set(at("09:00"));
    locker =
        fixture.start("l-1", LockerEntity.KIND, shard, self -> new LockerEntity(self, _ -> key));
  }

  @AfterEach
  void shutDown() {
    fixture.close();
  }

  @Test
  void reportsALifeFromRecoveryToEnd() {
    rent();
    key.completeExceptionally(new IllegalStateException("no brass"));
    key = new CompletableFuture<>();
    await()
        .untilAsserted(
            () -> {
              fixture.pass(Duration.ofSeconds(1));
              assertThat(reports).contains("Locker retried MakeKey");
            });
    key.complete("key");
    await()
        .untilAsserted(
            () -> assertThat(reports.stream().filter("Locker persisted 1"::equals)).hasSize(2));
    fixture.passUntilTold(Limits.SHORT_LIVED_IDLE, shard);
    fixture.tellToStop(locker);
    fixture.passUntilEnd(locker);

    assertThat(reports.stream().distinct())
        .containsExactly(
            "Locker started",
            "Locker persisted 1",
            "Locker retried MakeKey",
            "Locker passivating",
            "Locker ended");
  }

  @Test
  void afterAFailedWriteTheNextIncarnationStarts() {
    fixture.journal.failNextPersisted("Locker|l-1");
    locker.tell(
        new LockerEntity.Ask(
            new LockerCommand.RentLocker("ani"), fixture.kit.system().ignoreRef()));
    fixture.<LockerEntity.Message, Reply<LockerState, LockerRefusal>>askPatiently(
        locker, replyTo -> new LockerEntity.Ask(new LockerCommand.RentLocker("ani"), replyTo));

    assertThat(reports)
        .startsWith("Locker started", "Locker ended", "Locker started", "Locker persisted 1");
  }

  @Test
  void aListenerHearsOfEventsOnceAndNotOfAReplay() {
    List<LockerState> heard = new CopyOnWriteArrayList<>();
    fixture.stop(locker);
    locker = heardBy(heard);
    rent();
    fixture.stop(locker);
    locker = heardBy(heard);
    rent();

    assertThat(heard).hasSize(1);
  }

  private ActorRef<LockerEntity.Message> heardBy(List<LockerState> heard) {
    return fixture.start(
        "l-2",
        LockerEntity.KIND,
        shard,
        self ->
            new LockerEntity(self, _ -> key)
                .heardBy(
                    (events, state, now) -> {
                      assertThat(events).hasSize(1);
                      assertThat(now).isEqualTo(fixture.clock.instant());
                      heard.add(state);
                    }));
  }

  private void rent() {
    Reply<LockerState, LockerRefusal> reply =
        fixture.ask(
            locker, replyTo -> new LockerEntity.Ask(new LockerCommand.RentLocker("ani"), replyTo));
    assertThat(reply).isInstanceOf(Reply.Answered.class);
  }
}
