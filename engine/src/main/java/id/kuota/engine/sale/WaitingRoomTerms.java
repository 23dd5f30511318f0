package id.kuota.engine.sale;

import java.time.Instant;

/**
 * The waiting room of a sale: it lets only people order who were let in. Entries are frozen at the
 * opening of the sale.
 *
 * @param opensAt first instant at which entries are taken
 * @param admittedPerMinute most people who are let in within a minute: what checkout takes
 * @param mixing what the order of the entries is drawn from, beside the seed
 * @param onFailure what becomes of orders while the room does not work
 */
public record WaitingRoomTerms(
    Instant opensAt, int admittedPerMinute, Mixing mixing, OnFailure onFailure) {

  /** The part of the draw that is not known before the entries are frozen. */
  public enum Mixing {
    /** The nonces of all entries. */
    NONCES,
    /** A value of a public beacon, which the operator enters after the freeze. */
    BEACON
  }

  /** What becomes of orders while the room does not work. */
  public enum OnFailure {
    /** They need a session as ever. */
    CLOSED,
    /** They need none. */
    OPEN
  }
}
