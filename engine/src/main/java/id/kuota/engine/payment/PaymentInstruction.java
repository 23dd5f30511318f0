package id.kuota.engine.payment;

/** Where the buyer pays. */
public record PaymentInstruction(String redirectUrl) {}
