package id.kuota.engine.device;

import static id.kuota.engine.Moment.at;

import id.kuota.engine.device.DeviceEvent.DeviceInitialized;
import id.kuota.engine.device.DeviceEvent.DeviceInvited;
import id.kuota.engine.device.DeviceEvent.DeviceKeyRolled;
import id.kuota.engine.device.DeviceEvent.DeviceRevoked;
import id.kuota.engine.sale.SaleId;

/** One device of the examples. */
final class DeviceFixtures {

  static final DeviceId DEVICE = new DeviceId("dev_0123456789abcdefghjkmnpqrs");
  static final DeviceTerms TERMS =
      new DeviceTerms(new SaleId("coldplay"), "north 1", DeviceTerms.Role.STEWARD);
  static final String TIA = "tia";

  private DeviceFixtures() {}

  static DeviceInvited invited() {
    return new DeviceInvited(DEVICE, TERMS, TIA, at("09:00"));
  }

  static DeviceInitialized initialized() {
    return new DeviceInitialized("nonce-1", "gate page 1", at("10:00"));
  }

  static DeviceKeyRolled rolled() {
    return new DeviceKeyRolled(2, "nonce-2", at("11:00"));
  }

  static DeviceRevoked revoked() {
    return new DeviceRevoked("lost", TIA, at("12:00"));
  }

  static DeviceState after(DeviceEvent... events) {
    DeviceState state = new DeviceState.Absent();
    for (DeviceEvent event : events) {
      state = Device.evolve(state, event);
    }
    return state;
  }
}
