package id.kuota.http.edge.quota;

import id.kuota.engine.quota.QuotaView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A quota on the wire. */
record QuotaJson(
    String id,
    long capacity,
    long available,
    long held,
    long sold,
    int openHolds,
    @Nullable Instant nextDeadline,
    Instant capacitySince,
    String capacityReason,
    long revision) {

  static QuotaJson of(QuotaView view) {
    return new QuotaJson(
        view.quota().value(),
        view.capacity(),
        view.available(),
        view.held(),
        view.sold(),
        view.openHolds(),
        view.nextDeadline(),
        view.capacitySince(),
        view.capacityReason(),
        view.revision());
  }
}
