package id.kuota.http.edge.refund;

import id.kuota.engine.order.OwedRefund;
import java.time.Instant;

/** A refund on the wire, as its order has it. */
record RefundJson(
    String id,
    String payment,
    long amount,
    String currency,
    OwedRefund.Reason reason,
    OwedRefund.Status status,
    String note,
    Instant since) {

  static RefundJson of(OwedRefund refund) {
    return new RefundJson(
        refund.id().value(),
        refund.payment().value(),
        refund.amount(),
        refund.currency(),
        refund.reason(),
        refund.status(),
        refund.note(),
        refund.since());
  }
}
