package id.kuota.engine.payment;

import java.time.Instant;

/**
 * What a gateway needs to know to take money.
 *
 * @param order told to the gateway so that a notification finds its order
 * @param amount in the currency's smallest unit by our table
 * @param expiresAt when the gateway shall stop taking money
 */
public record PaymentRequest(
    PaymentId payment,
    String order,
    String method,
    long amount,
    String currency,
    Instant expiresAt) {}
