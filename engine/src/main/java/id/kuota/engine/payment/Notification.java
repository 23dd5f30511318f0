package id.kuota.engine.payment;

import java.util.Optional;

/** A message that claims to come from a gateway, after its signature was checked. */
public sealed interface Notification {

  /**
   * A message about a payment of ours.
   *
   * @param traceparent of the span that began the payment, if the gateway gave it back. No
   *     signature covers it: it says which trace this belongs to, and nothing else follows from it.
   */
  record Authentic(PaymentReport report, Optional<String> traceparent) implements Notification {}

  /**
   * Authentic, and about a payment that was not begun here: the merchant has other shops, or sends
   * a test from the dashboard.
   *
   * @param payment the gateway's name for it
   */
  record Foreign(String payment) implements Notification {}

  /** The signature is wrong: not from the gateway, or changed on the way. */
  record Forged() implements Notification {}

  /** Not a message of this gateway at all. */
  record Malformed(String detail) implements Notification {}
}
