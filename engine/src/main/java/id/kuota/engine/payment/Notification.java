package id.kuota.engine.payment;

/** A message that claims to come from a gateway, after its signature was checked. */
public sealed interface Notification {

  record Authentic(PaymentReport report) implements Notification {}

  /** The signature is wrong: not from the gateway, or changed on the way. */
  record Forged() implements Notification {}

  /** Not a message of this gateway at all. */
  record Malformed(String detail) implements Notification {}
}
