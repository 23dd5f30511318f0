package id.kuota.http.gate;

import id.kuota.engine.device.DeviceTerms.Role;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.identity.OperatorKey;
import java.util.Optional;

/**
 * Who stands at a gate.
 *
 * @param device what has scanned, in answers and in the journal
 * @param sale the only one whose gates it may serve; empty for all
 */
record Steward(String device, Role role, Optional<SaleId> sale) {

  /** The operator may do everything everywhere. */
  static final Steward OPERATOR = new Steward(OperatorKey.NAME, Role.SUPERVISOR, Optional.empty());

  static Steward of(DeviceView device) {
    return new Steward(
        device.device().value(), device.terms().role(), Optional.of(device.terms().sale()));
  }

  boolean serves(SaleId other) {
    return sale.isEmpty() || sale.get().equals(other);
  }
}
