package id.kuota.engine.payment;

/** How it went to begin an attempt at a gateway. */
public sealed interface CreateOutcome {

  record Created(PaymentInstruction instruction) implements CreateOutcome {}

  /**
   * The gateway will not, and would not if it were asked again.
   *
   * @param why in its own words, for people who operate this
   */
  record Refused(String why) implements CreateOutcome {}
}
