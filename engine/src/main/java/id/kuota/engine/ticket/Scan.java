package id.kuota.engine.ticket;

import java.time.Instant;

/**
 * One look of a device at a ticket.
 *
 * @param nonce the device's own name for it: sent again, it is the same scan
 * @param list what is being entered, such as the venue or its lounge: each is counted by itself
 * @param at when the ticket was held before the device
 */
public record Scan(String nonce, GateId gate, String device, String list, Instant at) {

  /**
   * Returns whether it is the same scan, told again: the time may differ, since the server may set
   * it.
   */
  boolean isAgain(Scan other) {
    return nonce.equals(other.nonce)
        && gate.equals(other.gate)
        && device.equals(other.device)
        && list.equals(other.list);
  }
}
