package id.kuota.engine.payment;

/** What came of ending an attempt. */
public sealed interface CancelOutcome {

  /** It has ended without money, now or before, and cannot be paid any more. */
  record Cancelled() implements CancelOutcome {}

  /** It can no longer be ended: this is what became of it. */
  record TooLate(PaymentReport report) implements CancelOutcome {}

  /** See {@link StatusOutcome.NotFound}. */
  record NotFound() implements CancelOutcome {}

  /** No answer, or none that can be understood: ask again. */
  record Unknown(String why) implements CancelOutcome {}

  /** Not asked: too many others are, or the gateway is left alone for a moment. */
  record NotAsked(String why) implements CancelOutcome {}
}
