package id.kuota.engine.device;

import id.kuota.engine.sale.SaleId;

/**
 * The terms of a device.
 *
 * @param name for people: its holder, or where it stands
 * @param list the only one that it scans for; empty if its holder chooses
 */
public record DeviceTerms(SaleId sale, String name, Role role, String list) {

  /** Creates a device for every list of the sale. */
  public DeviceTerms(SaleId sale, String name, Role role) {
    this(sale, name, role, "");
  }

  /** The rights of the device's holder. */
  public enum Role {
    /** Scans, lets out, and takes back what it has scanned. */
    STEWARD,
    /** Also admits against the rule of a list, with a reason. */
    SUPERVISOR
  }
}
