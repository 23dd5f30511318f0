package id.kuota.engine.device;

import java.util.regex.Pattern;

/** A device at a gate. The edge derives the id from the operator's Idempotency-Key. */
public record DeviceId(String value) {

  private static final Pattern FORM = Pattern.compile("dev_[0-9a-hjkmnp-tv-z]{26}");

  public DeviceId {
    if (!isValid(value)) throw new IllegalArgumentException("not a device id: " + value);
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
