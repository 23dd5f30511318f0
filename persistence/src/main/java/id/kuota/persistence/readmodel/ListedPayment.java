package id.kuota.persistence.readmodel;

import java.time.Instant;

/**
 * An attempt to pay. Amounts are whole units of its currency.
 *
 * @param state open, paid, failed, unknown, review or charged_back
 * @param amount what the order costs
 * @param received what came, without the fee
 * @param fee what the gateway has put on top
 * @param returned what has left again without the order having asked for it
 * @param reference the gateway's own id; empty as long as it gave none
 */
public record ListedPayment(
    String id,
    String order,
    String sale,
    String gateway,
    String method,
    String state,
    long amount,
    long received,
    long fee,
    long returned,
    String currency,
    String reference,
    Instant startedAt,
    Instant changedAt) {}
