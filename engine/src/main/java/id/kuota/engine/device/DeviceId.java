package id.kuota.engine.device;

import id.kuota.engine.ShortHash;

/** A device at a gate. The edge derives the id from the operator's Idempotency-Key. */
public record DeviceId(String value) {

  private static final String PREFIX = "dev_";
  private static final int LETTERS = 26;

  public DeviceId {
    if (!isValid(value)) throw new IllegalArgumentException("not a device id: " + value);
  }

  public static boolean isValid(String value) {
    return ShortHash.isForm(value, PREFIX, LETTERS);
  }

  @Override
  public String toString() {
    return value;
  }
}
