package id.kuota.engine.recipe;

import static id.kuota.engine.Moment.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An entity answers nothing while its node may have been replaced, and forgets nothing either. */
final class LockerLeaseTest {

  private static final Duration CHECK = Duration.ofMillis(100);

  private final EntityFixture fixture = new EntityFixture("lease");
  private final TestProbe<Object> shard = fixture.kit.createTestProbe();
  private final TestProbe<Reply<LockerState, LockerRefusal>> guest = fixture.kit.createTestProbe();
  private ActorRef<LockerEntity.Message> locker = fixture.kit.system().ignoreRef();

  @BeforeEach
  void aLockerThatIsRented() {
    fixture.clock.set(at("09:00"));
    locker =
        fixture.start(
            "l-1",
            LockerEntity.KIND,
            shard,
            self -> new LockerEntity(self, name -> CompletableFuture.completedFuture("key")));
    rent("ani");
    guest.receiveMessage();
    await().until(() -> fixture.journalOf("Locker|l-1").size() == 2); // With its key.
  }

  @AfterEach
  void shutDown() {
    fixture.close();
  }

  @Test
  void withoutALeaseNothingIsAnsweredUntilItIsRenewed() {
    fixture.lease(false);
    rent("budi");
    fixture.pass(CHECK);
    fixture.pass(CHECK);
    guest.expectNoMessage(Duration.ofMillis(100));
    fixture.lease(true);
    rent("ani");
    fixture.pass(CHECK);
    assertThat(guest.receiveMessage())
        .as("in the order in which they came")
        .isEqualTo(new Reply.Refused<>(LockerRefusal.TAKEN));
    assertThat(guest.receiveMessage()).isInstanceOf(Reply.Answered.class);
  }

  @Test
  void withoutALeaseItStopsAllTheSame() {
    fixture.lease(false);
    rent("budi");
    fixture.tellToStop(locker);
    fixture.passUntilEnd(locker);
  }

  private void rent(String name) {
    locker.tell(new LockerEntity.Ask(new LockerCommand.RentLocker(name), guest.ref()));
  }
}
