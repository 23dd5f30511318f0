package id.kuota.engine.payment;

/** What came of sending money back. */
public sealed interface RefundOutcome {

  /**
   * The gateway sends it back, or did before under the same key.
   *
   * @param reference the gateway's own id of the refund
   */
  record Done(String reference) implements RefundOutcome {}

  /**
   * The gateway does not now, and may later with the same key: it depends on the payment's state,
   * the time of the day, a balance, or on what it does not say.
   *
   * @param why in its own words
   */
  record NotNow(String why) implements RefundOutcome {}

  /**
   * The gateway will not, and would not if it were asked again: a person must pay it back.
   *
   * @param why in its own words
   */
  record Refused(String why) implements RefundOutcome {}

  /** Outcome unknown: retry with the same key. */
  record Unknown(String why) implements RefundOutcome {}

  /** Not asked: too many others are, or the gateway is left alone for a moment. */
  record NotAsked(String why) implements RefundOutcome {}
}
