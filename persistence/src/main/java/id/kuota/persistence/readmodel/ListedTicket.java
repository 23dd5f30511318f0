package id.kuota.persistence.readmodel;

import java.time.Instant;

/**
 * A ticket of the list.
 *
 * @param state valid, cancelled or void
 * @param generation of its latest code
 * @param code the letters under it
 * @param price what it cost, with taxes and fees, in whole units of the sale's currency
 */
public record ListedTicket(
    String id,
    String order,
    String sale,
    String offer,
    String state,
    long generation,
    String code,
    long price,
    Instant issuedAt,
    Instant changedAt) {}
