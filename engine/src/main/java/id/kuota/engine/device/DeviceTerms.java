package id.kuota.engine.device;

import id.kuota.engine.sale.SaleId;

/**
 * What a device is for.
 *
 * @param name for people: who has it, or where it stands
 */
public record DeviceTerms(SaleId sale, String name, Role role) {

  /** What who holds the device may do. */
  public enum Role {
    /** Scans, lets out, and takes back what it has scanned. */
    STEWARD,
    /** Also lets somebody in against the rule of a list, with a reason. */
    SUPERVISOR
  }
}
