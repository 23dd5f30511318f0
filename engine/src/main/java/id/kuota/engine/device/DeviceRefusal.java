package id.kuota.engine.device;

/** Why something is not done with a device, in order of precedence. */
public enum DeviceRefusal {
  /** There is no such device. */
  DEVICE_UNKNOWN,
  /** The key was used to invite another device. */
  KEY_REUSED,
  /** The device was revoked. */
  DEVICE_REVOKED,
  /** The setup token was used already. */
  SETUP_USED,
  /** The setup token was not used in time. */
  SETUP_EXPIRED,
  /** The key that was shown does not count any more. */
  KEY_STALE
}
