package id.kuota.engine.device;

import id.kuota.engine.JournalEvent;
import java.time.Instant;

/** What happened to a device. */
public sealed interface DeviceEvent extends JournalEvent {

  Instant at();

  record DeviceInvited(DeviceId device, DeviceTerms terms, String by, Instant at)
      implements DeviceEvent {}

  record DeviceInitialized(String nonce, String software, Instant at) implements DeviceEvent {}

  record DeviceKeyRolled(int number, String nonce, Instant at) implements DeviceEvent {}

  record DeviceRevoked(String reason, String by, Instant at) implements DeviceEvent {}
}
