package id.kuota.engine.recipe;

import static id.kuota.engine.Moment.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The toy of docs/recipes.md: what an entity gets from the runtime without a line of its own. */
final class LockerEntityTest {

  private final EntityFixture fixture = new EntityFixture("locker");
  private final TestProbe<Object> shard = fixture.kit.createTestProbe();
  private final BlockingQueue<CompletableFuture<String>> keys = new LinkedBlockingQueue<>();
  private ActorRef<LockerEntity.Message> locker = fixture.kit.system().ignoreRef();

  @BeforeEach
  void start() {
    fixture.clock.set(at("09:00"));
    locker =
        fixture.start(
            "l-1", LockerEntity.KIND, shard, self -> new LockerEntity(self, this::makeKey));
  }

  @AfterEach
  void shutDown() {
    fixture.close();
  }

  @Test
  void oneGuestHasItAndTheOtherIsTold() {
    assertThat(ask(new LockerCommand.RentLocker("ani")))
        .isEqualTo(answered(new LockerState.Rented("ani", false), false));
    assertThat(ask(new LockerCommand.RentLocker("ani")))
        .isEqualTo(answered(new LockerState.Rented("ani", false), true));
    assertThat(ask(new LockerCommand.RentLocker("budi")))
        .isEqualTo(new Reply.Refused<>(LockerRefusal.TAKEN));
  }

  @Test
  void theKeyIsAskedForUntilItIsMade() throws InterruptedException {
    ask(new LockerCommand.RentLocker("ani"));
    nextKey().completeExceptionally(new IllegalStateException("no brass"));
    // The answer may come in line behind the first of these, if the actor was just asking.
    ask(new LockerCommand.RentLocker("ani"));
    ask(new LockerCommand.RentLocker("ani"));
    fixture.pass(Duration.ofSeconds(1));
    nextKey().complete("key");
    await()
        .until(
            () ->
                ask(new LockerCommand.RentLocker("ani"))
                    .equals(answered(new LockerState.Rented("ani", true), true)));
    assertThat(fixture.journalOf("Locker|l-1"))
        .containsExactly(
            new LockerEvent.LockerRented("ani", at("09:00")),
            new LockerEvent.KeyMade(at("09:00").plusSeconds(1)));
  }

  @Test
  void aCrashForgetsNoKey() throws InterruptedException {
    ask(new LockerCommand.RentLocker("ani"));
    assertThat(nextKey()).isNotDone();
    fixture.stop(locker);
    start();
    assertThat(nextKey()).as("asked for again after the recovery").isNotNull();
  }

  @Test
  void finishesWhatIsInFlightBeforeItStops() throws InterruptedException {
    ask(new LockerCommand.RentLocker("ani"));
    fixture.tellToStop(locker);
    ask(new LockerCommand.RentLocker("ani"));
    nextKey().complete("key");
    fixture.passUntilEnd(locker);
    assertThat(fixture.journalOf("Locker|l-1")).hasSize(2);
  }

  @Test
  void leavesMemoryWhenItOwesNothing() {
    ask(new LockerCommand.ReturnLocker());
    assertThat(fixture.passUntilTold(Limits.SHORT_LIVED_IDLE, shard))
        .isEqualTo(EntityFixture.PASSIVATE);
  }

  @Test
  void afterAFailedWriteNothingIsConfirmedAndTheNextTrySucceeds() {
    fixture.journal.failNextPersisted("Locker|l-1");
    TestProbe<Reply<LockerState, LockerRefusal>> ani = fixture.kit.createTestProbe();
    locker.tell(new LockerEntity.Ask(new LockerCommand.RentLocker("ani"), ani.ref()));
    assertThat(
            fixture.<LockerEntity.Message, Reply<LockerState, LockerRefusal>>askPatiently(
                locker,
                replyTo -> new LockerEntity.Ask(new LockerCommand.RentLocker("budi"), replyTo)))
        .isEqualTo(answered(new LockerState.Rented("budi", false), false));
    ani.expectNoMessage(Duration.ZERO);
  }

  private CompletableFuture<String> makeKey(String guest) {
    var key = new CompletableFuture<String>();
    keys.add(key);
    return key;
  }

  private CompletableFuture<String> nextKey() throws InterruptedException {
    CompletableFuture<String> key = keys.poll(10, TimeUnit.SECONDS);
    assertThat(key).as("the key maker is asked").isNotNull();
    return key;
  }

  private Reply<LockerState, LockerRefusal> ask(LockerCommand command) {
    return fixture.ask(locker, replyTo -> new LockerEntity.Ask(command, replyTo));
  }

  private static Reply<LockerState, LockerRefusal> answered(LockerState state, boolean repeated) {
    return new Reply.Answered<>(state, repeated);
  }
}
