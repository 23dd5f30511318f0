package id.kuota.engine.device;

import static id.kuota.engine.Moment.at;

import id.kuota.engine.sale.SaleId;

/** One device of the examples. */
final class DeviceFixtures {

  static final DeviceId DEVICE = new DeviceId("dev_0123456789abcdefghjkmnpqrs");
  static final DeviceTerms TERMS =
      new DeviceTerms(new SaleId("coldplay"), "north 1", DeviceTerms.Role.STEWARD);
  static final String TIA = "tia";

  private DeviceFixtures() {}

  static DeviceEvent.DeviceInvited invited() {
    return new DeviceEvent.DeviceInvited(DEVICE, TERMS, TIA, at("09:00"));
  }

  static DeviceEvent.DeviceInitialized initialized() {
    return new DeviceEvent.DeviceInitialized("nonce-1", "gate page 1", at("10:00"));
  }

  static DeviceEvent.DeviceKeyRolled rolled() {
    return new DeviceEvent.DeviceKeyRolled(2, "nonce-2", at("11:00"));
  }

  static DeviceEvent.DeviceRevoked revoked() {
    return new DeviceEvent.DeviceRevoked("lost", TIA, at("12:00"));
  }

  static DeviceState after(DeviceEvent... events) {
    DeviceState state = new DeviceState.Absent();
    for (DeviceEvent event : events) {
      state = Device.evolve(state, event);
    }
    return state;
  }
}
