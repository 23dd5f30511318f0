package id.kuota.engine.payment;

import java.time.Instant;

/**
 * Where the buyer pays.
 *
 * @param payBy when the gateway stops taking the money: for some of them earlier than they were
 *     told
 */
public record PaymentInstruction(String redirectUrl, Instant payBy) {}
