package id.kuota.engine.payment;

/**
 * The reference of a payment attempt, by which a gateway is asked about it.
 *
 * @param order the order that the attempt pays; goes into the report, which the order receives
 */
public record PaymentRef(PaymentId payment, String order) {}
