package id.kuota.http.proof;

import java.util.Locale;

/**
 * How much a proof does. Each has a system property, for example {@code -Dkuota.proof.crashes=100}.
 */
enum ProofSettings {
  /** How often the node is killed. */
  CRASHES(2),
  /** Orders that begin in a second while nodes are killed. */
  RATE(150),
  /** Buyers who want the last unit. */
  BUYERS(10_000),
  /** Orders that draw on two quotas in opposite order. */
  PAIRS(2_000),
  /** Copies of one request. */
  DUPLICATES(1_000),
  /** Payments that come in around the deadline. */
  LAST_MOMENTS(60),
  /** Where chance begins; 0 takes another one each time, which is printed. */
  SEED(0);

  private final int usual;

  ProofSettings(int usual) {
    this.usual = usual;
  }

  int value() {
    return Integer.getInteger("kuota.proof." + name().toLowerCase(Locale.ROOT), usual);
  }
}
