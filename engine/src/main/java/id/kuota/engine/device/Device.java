package id.kuota.engine.device;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules of one device. Pure: the same state, command and time always give the same answer. */
public final class Device {

  private Device() {}

  public static Decision<DeviceEvent, DeviceRefusal> decide(
      DeviceId device, DeviceState state, DeviceCommand command, Instant now) {
    return switch (command) {
      case DeviceCommand.InviteDevice invite -> invite(device, state, invite, now);
      case DeviceCommand.InitializeDevice initialize -> initialize(state, initialize, now);
      case DeviceCommand.RollKey roll -> roll(state, roll, now);
      case DeviceCommand.RevokeDevice revoke -> revoke(state, revoke, now);
    };
  }

  private static Decision<DeviceEvent, DeviceRefusal> invite(
      DeviceId device, DeviceState state, DeviceCommand.InviteDevice invite, Instant now) {
    return switch (state) {
      case DeviceState.Absent absent ->
          accepted(new DeviceEvent.DeviceInvited(device, invite.terms(), invite.by(), now));
      case DeviceState.Known known when known.terms().equals(invite.terms()) -> alreadySo();
      case DeviceState.Known known -> refused(DeviceRefusal.KEY_REUSED);
    };
  }

  private static Decision<DeviceEvent, DeviceRefusal> initialize(
      DeviceState state, DeviceCommand.InitializeDevice command, Instant now) {
    return switch (state) {
      case DeviceState.Absent absent -> refused(DeviceRefusal.DEVICE_UNKNOWN);
      case DeviceState.Revoked revoked -> refused(DeviceRefusal.DEVICE_REVOKED);
      case DeviceState.Active active
          when active.key() == 1 && active.nonce().equals(command.nonce()) ->
          alreadySo();
      case DeviceState.Active active -> refused(DeviceRefusal.SETUP_USED);
      case DeviceState.Invited invited
          when now.isAfter(invited.since().plus(Limits.DEVICE_SETUP_MAX)) ->
          refused(DeviceRefusal.SETUP_EXPIRED);
      case DeviceState.Invited invited ->
          accepted(new DeviceEvent.DeviceInitialized(command.nonce(), command.software(), now));
    };
  }

  private static Decision<DeviceEvent, DeviceRefusal> roll(
      DeviceState state, DeviceCommand.RollKey command, Instant now) {
    return switch (state) {
      case DeviceState.Absent absent -> refused(DeviceRefusal.DEVICE_UNKNOWN);
      case DeviceState.Revoked revoked -> refused(DeviceRefusal.DEVICE_REVOKED);
      case DeviceState.Active active when active.key() == command.number() ->
          accepted(new DeviceEvent.DeviceKeyRolled(command.number() + 1, command.nonce(), now));
      // Its answer was lost; a caller without the nonce gets nothing for an old key.
      case DeviceState.Active active
          when active.key() == command.number() + 1 && active.nonce().equals(command.nonce()) ->
          alreadySo();
      case DeviceState.Active active -> refused(DeviceRefusal.KEY_STALE);
      case DeviceState.Invited invited -> refused(DeviceRefusal.KEY_STALE);
    };
  }

  private static Decision<DeviceEvent, DeviceRefusal> revoke(
      DeviceState state, DeviceCommand.RevokeDevice command, Instant now) {
    return switch (state) {
      case DeviceState.Absent absent -> refused(DeviceRefusal.DEVICE_UNKNOWN);
      case DeviceState.Revoked revoked -> alreadySo();
      case DeviceState.Invited invited ->
          accepted(new DeviceEvent.DeviceRevoked(command.reason(), command.by(), now));
      case DeviceState.Active active ->
          accepted(new DeviceEvent.DeviceRevoked(command.reason(), command.by(), now));
    };
  }

  /** Returns the state after an event of the journal. */
  public static DeviceState evolve(DeviceState state, DeviceEvent event) {
    return switch (event) {
      case DeviceEvent.DeviceInvited invited when state instanceof DeviceState.Absent absent ->
          absent.invited(invited);
      case DeviceEvent.DeviceInitialized initialized
          when state instanceof DeviceState.Invited invited ->
          invited.initialized(initialized);
      case DeviceEvent.DeviceKeyRolled rolled when state instanceof DeviceState.Active active ->
          active.rolled(rolled);
      case DeviceEvent.DeviceRevoked revoked when state instanceof DeviceState.Known known ->
          known.revoked();
      case DeviceEvent.DeviceInvited invited -> throw impossible(state, event);
      case DeviceEvent.DeviceInitialized initialized -> throw impossible(state, event);
      case DeviceEvent.DeviceKeyRolled rolled -> throw impossible(state, event);
      case DeviceEvent.DeviceRevoked revoked -> throw impossible(state, event);
    };
  }

  /** Returns what the outside may see; null for a device that does not exist. */
  public static @Nullable DeviceView view(DeviceState state) {
    return switch (state) {
      case DeviceState.Absent absent -> null;
      case DeviceState.Invited invited -> view(invited, DeviceView.Status.INVITED, 0, "");
      case DeviceState.Active active ->
          view(active, DeviceView.Status.ACTIVE, active.key(), active.software());
      case DeviceState.Revoked revoked -> view(revoked, DeviceView.Status.REVOKED, 0, "");
    };
  }

  private static DeviceView view(
      DeviceState.Known known, DeviceView.Status status, int key, String software) {
    return new DeviceView(known.device(), known.terms(), status, key, software);
  }

  private static IllegalStateException impossible(DeviceState state, DeviceEvent event) {
    return new IllegalStateException(
        "a device that is %s cannot have had %s"
            .formatted(state.getClass().getSimpleName(), event));
  }
}
