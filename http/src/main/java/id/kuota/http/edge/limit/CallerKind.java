package id.kuota.http.edge.limit;

import java.util.Locale;

/** What callers are told apart by. */
public enum CallerKind {
  /** The address of the client; of IPv6 its network of 64 bits. */
  ADDRESS,
  /** The person that buys, in any spelling. */
  BUYER,
  /** A device at a gate. */
  DEVICE;

  /** Returns its name in settings, problems and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
