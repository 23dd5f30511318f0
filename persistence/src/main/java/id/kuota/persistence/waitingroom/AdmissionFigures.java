package id.kuota.persistence.waitingroom;

/**
 * What is measured of the people who were let into one sale.
 *
 * @param settledUpTo the last number that was let in so long ago that its person has come, or does
 *     not come at once
 * @param comingCame people behind that number who have come
 * @param measuredFrom the number after which the share of those who come is measured
 * @param measuredCame people from there to {@code settledUpTo} who have come
 * @param minuteAgo the last number that was let in a minute ago
 * @param choosing people with a session who hold nothing yet
 * @param decided sessions that have ended lately, or hold
 * @param decidedHeld those of them that hold, or held
 * @param units that those held
 */
public record AdmissionFigures(
    long settledUpTo,
    long comingCame,
    long measuredFrom,
    long measuredCame,
    long minuteAgo,
    long choosing,
    long decided,
    long decidedHeld,
    long units) {}
