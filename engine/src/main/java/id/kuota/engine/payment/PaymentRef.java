package id.kuota.engine.payment;

/**
 * An attempt to pay, as one asks a gateway about it.
 *
 * @param order whose attempt it is; goes into the report, which is told to the order
 */
public record PaymentRef(PaymentId payment, String order) {}
