package id.kuota.engine.device;

import id.kuota.engine.ClusterMessage;

/**
 * What the outside may see of a device.
 *
 * @param key number of the key that counts; 0 if none does
 */
public record DeviceView(
    DeviceId device, DeviceTerms terms, Status status, int key, String software)
    implements ClusterMessage {

  /** Where the device stands. */
  public enum Status {
    INVITED,
    ACTIVE,
    REVOKED
  }
}
