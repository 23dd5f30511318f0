package id.kuota.engine.device;

import id.kuota.engine.ClusterMessage;

/** What can be asked of a device. */
public sealed interface DeviceCommand extends ClusterMessage {

  /** Invites a device: from now on its setup token counts, once. */
  record InviteDevice(DeviceTerms terms, String by) implements DeviceCommand {}

  /**
   * A device shows its setup token and gets its first key.
   *
   * @param nonce the device's own: with it, and with no other, the answer can be asked for again
   * @param software what it runs, for people
   */
  record InitializeDevice(String nonce, String software) implements DeviceCommand {}

  /**
   * Gives the device its next key; the one that it has shown stops to count.
   *
   * @param number of the key that was shown
   * @param nonce as above
   */
  record RollKey(int number, String nonce) implements DeviceCommand {}

  /** The device does nothing any more. */
  record RevokeDevice(String reason, String by) implements DeviceCommand {}
}
