package id.kuota.persistence.report;

import java.time.Duration;
import java.time.Instant;

/**
 * What of the journal is in an answer.
 *
 * @param position of the last row that is in it, {@code TX:ORDERING}
 * @param at when that row was written; it follows from the position, unlike the time of the
 *     question
 * @param lag zero if no row waits, else the age of the oldest that does
 */
public record AsOf(String position, Instant at, Duration lag) {}
