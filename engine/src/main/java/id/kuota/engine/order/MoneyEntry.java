package id.kuota.engine.order;

import id.kuota.engine.payment.PaymentId;
import java.time.Instant;
import java.util.Optional;

/**
 * One line in the money ledger of an order. Lines are added, never changed.
 *
 * @param refund the refund that it is about, if it is about one
 * @param amount always positive; the kind says which way it went
 * @param reference the gateway's own id of it, or the person that entered it
 */
public record MoneyEntry(
    Kind kind,
    PaymentId payment,
    Optional<RefundId> refund,
    long amount,
    String currency,
    String reference,
    Instant at) {

  /** What a line says. */
  public enum Kind {
    /** Money came. */
    CHARGED,
    /** Money came to be owed to the buyer. */
    REFUND_OWED,
    /** Money went back to the buyer. */
    REFUNDED,
    /** The buyer's bank took money back. */
    CHARGED_BACK,
    /** What was owed is not owed any more, because the buyer has it by another way. */
    REFUND_WAIVED,
    /** The buyer has paid a fee of the gateway on top. It is never ours, and in no other line. */
    PAYMENT_FEE,
    /** Money left at the gateway without the order having asked for it. */
    RETURNED
  }
}
