package id.kuota.engine.ticket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One person that went through a gate.
 *
 * @param at when it was recorded
 * @param annulled whether the device took it back: the door did not open
 */
public record GatePassage(Direction direction, Scan scan, Mode mode, Instant at, boolean annulled) {

  /** Which way. */
  public enum Direction {
    IN,
    OUT
  }

  /** How it was decided. */
  public enum Mode {
    /** By the ticket, before the door opened. */
    ONLINE,
    /** By the device, without a network; the ticket learns of it later and cannot say no. */
    OFFLINE,
    /** By a supervisor, against the rule of the list. */
    FORCED
  }

  /**
   * Returns when the ticket's holder went through, which orders the passages of a ticket: the time
   * at the gate, and not later than the ticket recorded it. A device whose clock is ahead would
   * otherwise have the last word until its time comes. To the microsecond, as the read models keep
   * it.
   */
  public Instant passedAt() {
    return passedAt(scan, at);
  }

  /** Returns when a scan that was recorded at this time passed. */
  public static Instant passedAt(Scan scan, Instant recordedAt) {
    Instant at = scan.at().isAfter(recordedAt) ? recordedAt : scan.at();
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  GatePassage annul() {
    return new GatePassage(direction, scan, mode, at, true);
  }
}
