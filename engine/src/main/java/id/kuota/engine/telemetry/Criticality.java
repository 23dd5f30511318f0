package id.kuota.engine.telemetry;

/** How much a request matters when not all can be answered; in the order of importance. */
public enum Criticality {
  /** A read that its client can repeat later. */
  SHEDDABLE(1),
  /** What buyers and operators do. */
  DEFAULT(2),
  /** A scan at a gate, or money that has moved. */
  CRITICAL(3);

  private final byte code;

  Criticality(int code) {
    this.code = (byte) code;
  }

  /** Returns what stands for it between nodes; it never changes. */
  byte code() {
    return code;
  }

  /** Returns the one of a code; {@link #DEFAULT} of a code that this release does not know. */
  static Criticality of(byte code) {
    for (Criticality one : values()) {
      if (one.code == code) return one;
    }
    return DEFAULT;
  }
}
