package id.kuota.engine.device;

import java.time.Instant;

/** Where a device stands. */
public sealed interface DeviceState {

  /** The journal knows no such device. */
  record Absent() implements DeviceState {
    Invited invited(DeviceEvent.DeviceInvited event) {
      return new Invited(event.device(), event.terms(), event.at());
    }
  }

  /** The journal knows the device. */
  sealed interface Known extends DeviceState {
    DeviceId device();

    DeviceTerms terms();

    default Revoked revoked() {
      return new Revoked(device(), terms());
    }
  }

  /** It may come once with its setup token. */
  record Invited(DeviceId device, DeviceTerms terms, Instant since) implements Known {
    Active initialized(DeviceEvent.DeviceInitialized event) {
      return new Active(device, terms, 1, event.nonce(), event.software());
    }
  }

  /**
   * It has a key.
   *
   * @param key number of the key that counts
   * @param nonce with which the device got that key
   */
  record Active(DeviceId device, DeviceTerms terms, int key, String nonce, String software)
      implements Known {
    Active rolled(DeviceEvent.DeviceKeyRolled event) {
      return new Active(device, terms, event.number(), event.nonce(), software);
    }
  }

  /** It does nothing any more. */
  record Revoked(DeviceId device, DeviceTerms terms) implements Known {}
}
