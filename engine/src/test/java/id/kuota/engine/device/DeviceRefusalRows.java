package id.kuota.engine.device;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.device.DeviceFixtures.*;

import id.kuota.engine.Limits;
import id.kuota.engine.RefusalRow;
import java.time.Instant;
import java.util.List;

/** Every way in which the rules refuse what is asked of a device. */
public final class DeviceRefusalRows {

  private DeviceRefusalRows() {}

  public static List<RefusalRow<DeviceRefusal>> all() {
    var other = new DeviceTerms(TERMS.sale(), "south 1", TERMS.role());
    var come = new DeviceCommand.InitializeDevice("nonce-9", "");
    var roll = new DeviceCommand.RollKey(1, "nonce-9");
    Instant late = at("09:00").plus(Limits.DEVICE_SETUP_MAX).plusMillis(1);
    DeviceState active = after(invited(), initialized());
    DeviceState isRevoked = after(invited(), initialized(), revoked());
    return List.of(
        row(DeviceRefusal.DEVICE_UNKNOWN, "come without an invitation", after(), come),
        row(DeviceRefusal.DEVICE_UNKNOWN, "roll the key of no device", after(), roll),
        row(
            DeviceRefusal.DEVICE_UNKNOWN,
            "revoke no device",
            after(),
            new DeviceCommand.RevokeDevice("lost", TIA)),
        row(
            DeviceRefusal.KEY_REUSED,
            "invite another device with the same key",
            after(invited()),
            new DeviceCommand.InviteDevice(other, TIA)),
        row(DeviceRefusal.DEVICE_REVOKED, "come when it was revoked", isRevoked, come),
        row(DeviceRefusal.DEVICE_REVOKED, "roll the key when it was revoked", isRevoked, roll),
        row(DeviceRefusal.SETUP_USED, "come a second time", active, come),
        row(
            DeviceRefusal.SETUP_USED,
            "come again after the key was rolled",
            after(invited(), initialized(), rolled()),
            new DeviceCommand.InitializeDevice("nonce-2", "")),
        new RefusalRow<>(
            DeviceRefusal.SETUP_EXPIRED,
            "come after seven days",
            () -> RefusalRow.reason(Device.decide(DEVICE, after(invited()), come, late))),
        row(
            DeviceRefusal.KEY_STALE,
            "roll a key that was rolled before",
            after(invited(), initialized(), rolled()),
            roll),
        row(DeviceRefusal.KEY_STALE, "roll before there is a key", after(invited()), roll));
  }

  private static RefusalRow<DeviceRefusal> row(
      DeviceRefusal expected, String when, DeviceState state, DeviceCommand command) {
    return new RefusalRow<>(
        expected,
        when,
        () -> RefusalRow.reason(Device.decide(DEVICE, state, command, at("13:00"))));
  }
}
