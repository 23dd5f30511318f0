package id.kuota.engine.payment;

/**
 * Money that shall go back.
 *
 * @param amount in the currency's smallest unit by our table; at most what was paid
 * @param refundKey the same key is the same refund, however often it is asked for; letters, digits,
 *     dots, dashes and underscores, 40 at most
 * @param reason in a few words, for the gateway's own records
 * @param owedInAll what shall go back of this payment in all, this refund included: some gateways
 *     send back only the whole of a payment that is not settled
 */
public record RefundRequest(
    PaymentRef payment, long amount, String refundKey, String reason, long owedInAll) {

  /** Creates the only refund of its payment. */
  public RefundRequest(PaymentRef payment, long amount, String refundKey, String reason) {
    this(payment, amount, refundKey, reason, amount);
  }
}
