package id.kuota.engine.payment;

/**
 * Money that shall go back.
 *
 * @param amount in the currency's smallest unit by our table; at most what was paid
 * @param refundKey the same key is the same refund, however often it is asked for; letters, digits,
 *     dots, dashes and underscores, 40 at most
 * @param reason in a few words, for the gateway's own records
 */
public record RefundRequest(PaymentRef payment, long amount, String refundKey, String reason) {}
