package id.kuota.http.edge.refund;

import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that was taken back, on the wire.
 *
 * @param unitsReturn whether its units are sold again; those of a used ticket are not
 * @param refund what its price is owed under; null if nothing is owed
 */
record CancelledTicketJson(
    String order,
    String ticket,
    boolean unitsReturn,
    String reason,
    Instant cancelledAt,
    @Nullable RefundJson refund) {

  /** Returns the ticket, which the order has cancelled. */
  static CancelledTicketJson of(OrderView order, TicketId ticket) {
    var cancelled =
        order.cancelled().stream().filter(one -> one.id().equals(ticket)).findFirst().orElseThrow();
    RefundJson refund =
        order.refunds().stream()
            .filter(owed -> owed.id().equals(RefundId.of(owed.payment(), ticket)))
            .findFirst()
            .map(RefundJson::of)
            .orElse(null);
    return new CancelledTicketJson(
        order.order().value(),
        ticket.value(),
        cancelled.unitsReturn(),
        cancelled.reason(),
        cancelled.at(),
        refund);
  }
}
