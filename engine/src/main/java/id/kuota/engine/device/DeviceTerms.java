package id.kuota.engine.device;

import id.kuota.engine.sale.SaleId;

/**
 * What a device is for.
 *
 * @param name for people: who has it, or where it stands
 * @param list the only one that it scans for; empty if whoever holds it chooses
 */
public record DeviceTerms(SaleId sale, String name, Role role, String list) {

  /** A device for every list of the sale. */
  public DeviceTerms(SaleId sale, String name, Role role) {
    this(sale, name, role, "");
  }

  /** What who holds the device may do. */
  public enum Role {
    /** Scans, lets out, and takes back what it has scanned. */
    STEWARD,
    /** Also lets somebody in against the rule of a list, with a reason. */
    SUPERVISOR
  }
}
