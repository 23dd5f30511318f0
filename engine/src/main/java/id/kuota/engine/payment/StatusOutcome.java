package id.kuota.engine.payment;

/** What came of asking a gateway about an attempt. */
public sealed interface StatusOutcome {

  record Known(PaymentReport report) implements StatusOutcome {}

  /**
   * The gateway knows no such attempt. It may be one that the buyer has not begun to pay: some
   * gateways know it only from then on. Until the attempt's own end it can still be paid.
   */
  record NotFound() implements StatusOutcome {}

  /** No answer, or none that can be understood: ask again. */
  record Unknown(String why) implements StatusOutcome {}

  /** Not asked: too many others are, or the gateway is left alone for a moment. */
  record NotAsked(String why) implements StatusOutcome {}
}
