package id.kuota.http.edge.gate;

import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.sale.SaleId;
import java.util.Optional;

/**
 * The person or device that scans at a gate.
 *
 * @param device what has scanned, in answers and in the journal
 * @param sale the only one whose gates it may serve; empty for all
 * @param list the only one that it may scan for; empty for all
 */
record Steward(String device, DeviceTerms.Role role, Optional<SaleId> sale, String list) {

  /** Returns the operator, who may do everything everywhere, under the name in histories. */
  static Steward operator(String author) {
    return new Steward(author, DeviceTerms.Role.SUPERVISOR, Optional.empty(), "");
  }

  static Steward of(DeviceView device) {
    return new Steward(
        device.device().value(),
        device.terms().role(),
        Optional.of(device.terms().sale()),
        device.terms().list());
  }

  /** Returns the list that a scan means which names this one; empty if neither names one. */
  String listFor(String named) {
    return named.isEmpty() ? list : named;
  }

  /** Returns whether it may scan for this list; an empty name is its own. */
  boolean scansFor(String named) {
    return list.isEmpty() || named.isEmpty() || list.equals(named);
  }

  boolean serves(SaleId other) {
    return sale.isEmpty() || sale.get().equals(other);
  }
}
