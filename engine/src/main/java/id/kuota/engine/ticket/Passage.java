package id.kuota.engine.ticket;

import java.time.Instant;

/**
 * One person that went through a gate.
 *
 * @param at when it was recorded
 * @param annulled whether the device took it back: the door did not open
 */
public record Passage(Direction direction, Scan scan, Mode mode, Instant at, boolean annulled) {

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

  Passage annul() {
    return new Passage(direction, scan, mode, at, true);
  }
}
