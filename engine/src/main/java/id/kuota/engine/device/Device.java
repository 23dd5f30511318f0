package id.kuota.engine.device;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.device.DeviceCommand.InitializeDevice;
import id.kuota.engine.device.DeviceCommand.InviteDevice;
import id.kuota.engine.device.DeviceCommand.RevokeDevice;
import id.kuota.engine.device.DeviceCommand.RollKey;
import id.kuota.engine.device.DeviceEvent.DeviceInitialized;
import id.kuota.engine.device.DeviceEvent.DeviceInvited;
import id.kuota.engine.device.DeviceEvent.DeviceKeyRolled;
import id.kuota.engine.device.DeviceEvent.DeviceRevoked;
import id.kuota.engine.device.DeviceState.Absent;
import id.kuota.engine.device.DeviceState.Active;
import id.kuota.engine.device.DeviceState.Invited;
import id.kuota.engine.device.DeviceState.Known;
import id.kuota.engine.device.DeviceState.Revoked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules of one device. Pure: the same state, command and time always give the same answer. */
public final class Device {

  private Device() {}

  public static Decision<DeviceEvent, DeviceRefusal> decide(
      DeviceId device, DeviceState state, DeviceCommand command, Instant now) {
    return switch (command) {
      case InviteDevice invite -> invite(device, state, invite, now);
      case InitializeDevice initialize -> initialize(state, initialize, now);
      case RollKey roll -> roll(state, roll, now);
      case RevokeDevice revoke -> revoke(state, revoke, now);
    };
  }

  private static Decision<DeviceEvent, DeviceRefusal> invite(
      DeviceId device, DeviceState state, InviteDevice invite, Instant now) {
    return switch (state) {
      case Absent absent -> accepted(new DeviceInvited(device, invite.terms(), invite.by(), now));
      case Known known when known.terms().equals(invite.terms()) -> alreadySo();
      case Known known -> refused(DeviceRefusal.KEY_REUSED);
    };
  }

  private static Decision<DeviceEvent, DeviceRefusal> initialize(
      DeviceState state, InitializeDevice command, Instant now) {
    return switch (state) {
      case Absent absent -> refused(DeviceRefusal.DEVICE_UNKNOWN);
      case Revoked revoked -> refused(DeviceRefusal.DEVICE_REVOKED);
      case Active active when active.key() == 1 && active.nonce().equals(command.nonce()) ->
          alreadySo();
      case Active active -> refused(DeviceRefusal.SETUP_USED);
      case Invited invited when now.isAfter(invited.since().plus(Limits.DEVICE_SETUP_MAX)) ->
          refused(DeviceRefusal.SETUP_EXPIRED);
      case Invited invited ->
          accepted(new DeviceInitialized(command.nonce(), command.software(), now));
    };
  }

  private static Decision<DeviceEvent, DeviceRefusal> roll(
      DeviceState state, RollKey command, Instant now) {
    return switch (state) {
      case Absent absent -> refused(DeviceRefusal.DEVICE_UNKNOWN);
      case Revoked revoked -> refused(DeviceRefusal.DEVICE_REVOKED);
      case Active active when active.key() == command.number() ->
          accepted(new DeviceKeyRolled(command.number() + 1, command.nonce(), now));
      // Its answer was lost; a caller without the nonce gets nothing for an old key.
      case Active active
          when active.key() == command.number() + 1 && active.nonce().equals(command.nonce()) ->
          alreadySo();
      case Active active -> refused(DeviceRefusal.KEY_STALE);
      case Invited invited -> refused(DeviceRefusal.KEY_STALE);
    };
  }

  private static Decision<DeviceEvent, DeviceRefusal> revoke(
      DeviceState state, RevokeDevice command, Instant now) {
    return switch (state) {
      case Absent absent -> refused(DeviceRefusal.DEVICE_UNKNOWN);
      case Revoked revoked -> alreadySo();
      case Invited invited -> accepted(new DeviceRevoked(command.reason(), command.by(), now));
      case Active active -> accepted(new DeviceRevoked(command.reason(), command.by(), now));
    };
  }

  /** The state after an event of the journal. */
  public static DeviceState evolve(DeviceState state, DeviceEvent event) {
    return switch (event) {
      case DeviceInvited invited when state instanceof Absent absent -> absent.invited(invited);
      case DeviceInitialized initialized when state instanceof Invited invited ->
          invited.initialized(initialized);
      case DeviceKeyRolled rolled when state instanceof Active active -> active.rolled(rolled);
      case DeviceRevoked revoked when state instanceof Known known -> known.revoked();
      case DeviceInvited invited -> throw impossible(state, event);
      case DeviceInitialized initialized -> throw impossible(state, event);
      case DeviceKeyRolled rolled -> throw impossible(state, event);
      case DeviceRevoked revoked -> throw impossible(state, event);
    };
  }

  /** What the outside may see; null for a device that does not exist. */
  public static @Nullable DeviceView view(DeviceState state) {
    return switch (state) {
      case Absent absent -> null;
      case Invited invited -> view(invited, DeviceView.Status.INVITED, 0, "");
      case Active active -> view(active, DeviceView.Status.ACTIVE, active.key(), active.software());
      case Revoked revoked -> view(revoked, DeviceView.Status.REVOKED, 0, "");
    };
  }

  private static DeviceView view(Known known, DeviceView.Status status, int key, String software) {
    return new DeviceView(known.device(), known.terms(), status, key, software);
  }

  private static IllegalStateException impossible(DeviceState state, DeviceEvent event) {
    return new IllegalStateException(
        "a device that is %s cannot have had %s"
            .formatted(state.getClass().getSimpleName(), event));
  }
}
