package id.kuota.engine.sale;

import java.time.Instant;

/**
 * The end of an event that does not take place: all of its money goes back.
 *
 * @param reason for people, and stored with each ticket that is taken back
 * @param usedToo whether tickets that have admitted a person are paid back as well
 */
public record Cancellation(String reason, boolean usedToo, String by, Instant at) {}
