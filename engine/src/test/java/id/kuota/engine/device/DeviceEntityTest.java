package id.kuota.engine.device;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.device.DeviceFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeviceEntityTest {

  private final EntityFixture fixture = new EntityFixture("device");
  private final TestProbe<Object> shard = fixture.kit.createTestProbe();
  private ActorRef<DeviceEntity.Message> device = fixture.kit.system().ignoreRef();

  @BeforeEach
  void start() {
    fixture.clock.set(at("09:00"));
    device =
        fixture.start(
            DEVICE.value(), DeviceEntity.KIND, shard, self -> new DeviceEntity(DEVICE, self));
  }

  @AfterEach
  void shutDown() {
    fixture.close();
  }

  @Test
  void livesFromItsInvitationToItsEnd() {
    assertThat(fixture.ask(device, DeviceEntity.Look::new))
        .isEqualTo(new Reply.Refused<>(DeviceRefusal.DEVICE_UNKNOWN));
    assertThat(ask(new DeviceCommand.InviteDevice(TERMS, TIA)))
        .isEqualTo(answered(DeviceView.Status.INVITED, 0, "", false));
    fixture.clock.set(at("10:00"));
    var come = new DeviceCommand.InitializeDevice("nonce-1", "gate page 1");
    assertThat(ask(come)).isEqualTo(answered(DeviceView.Status.ACTIVE, 1, "gate page 1", false));
    assertThat(ask(come)).isEqualTo(answered(DeviceView.Status.ACTIVE, 1, "gate page 1", true));
    fixture.clock.set(at("11:00"));
    ask(new DeviceCommand.RollKey(1, "nonce-2"));
    fixture.stop(device);
    device =
        fixture.start(
            DEVICE.value(), DeviceEntity.KIND, shard, self -> new DeviceEntity(DEVICE, self));
    assertThat(ask(new DeviceCommand.RollKey(1, "nonce-2")))
        .isEqualTo(answered(DeviceView.Status.ACTIVE, 2, "gate page 1", true));
    assertThat(ask(new DeviceCommand.RollKey(1, "nonce-9")))
        .isEqualTo(new Reply.Refused<>(DeviceRefusal.KEY_STALE));
    fixture.clock.set(at("12:00"));
    ask(new DeviceCommand.RevokeDevice("lost", TIA));
    assertThat(fixture.ask(device, DeviceEntity.Look::new))
        .isEqualTo(answered(DeviceView.Status.REVOKED, 0, "", true));
    assertThat(fixture.journalOf("Device|" + DEVICE))
        .containsExactly(invited(), initialized(), rolled(), revoked());
  }

  @Test
  void passivatesWhenIdle() {
    assertThat(fixture.passUntilTold(Limits.LONG_LIVED_IDLE, shard))
        .isEqualTo(EntityFixture.PASSIVATE);
  }

  private Reply<DeviceView, DeviceRefusal> ask(DeviceCommand command) {
    return fixture.ask(device, replyTo -> new DeviceEntity.Ask(command, replyTo));
  }

  private static Reply<DeviceView, DeviceRefusal> answered(
      DeviceView.Status status, int key, String software, boolean repeated) {
    return new Reply.Answered<>(new DeviceView(DEVICE, TERMS, status, key, software), repeated);
  }
}
