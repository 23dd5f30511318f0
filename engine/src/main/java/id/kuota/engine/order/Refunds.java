package id.kuota.engine.order;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.pricing.PricedLine;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules of money that goes back, and of the tickets that it was for. */
final class Refunds {

  private static final String GATEWAY = "gateway";

  private Refunds() {}

  static Decision<OrderEvent, OrderRefusal> done(
      OrderState.Placed order, OrderCommand.RecordRefundDone done, Instant now) {
    return onRefund(
        order,
        done.refund(),
        refund ->
            switch (refund.status()) {
              case DONE -> alreadySo();
              // It is in the ledger by what the gateway says has left in all.
              case WAIVED, RETURNED -> alreadySo();
              // The gateway's report is a fact, whichever review was pending.
              case DUE, MANUAL, REVIEW, TAKEN_BACK ->
                  accepted(
                      new OrderEvent.RefundDone(
                          order.record().content().sale(),
                          done.refund(),
                          done.reference(),
                          GATEWAY,
                          now));
            });
  }

  static Decision<OrderEvent, OrderRefusal> refusedByGateway(
      OrderState.Placed order, OrderCommand.RecordRefundRefused no, Instant now) {
    return onRefund(
        order,
        no.refund(),
        refund ->
            switch (refund.status()) {
              case DUE ->
                  accepted(
                      new OrderEvent.RefundRefused(
                          order.record().content().sale(), no.refund(), no.why(), now));
              case MANUAL, REVIEW, DONE, TAKEN_BACK, WAIVED, RETURNED -> alreadySo();
            });
  }

  static Decision<OrderEvent, OrderRefusal> byHand(
      OrderState.Placed order, OrderCommand.RecordRefundByHand hand, Instant now) {
    return onRefund(
        order,
        hand.refund(),
        refund ->
            switch (refund.status()) {
              case DUE -> refused(OrderRefusal.REFUND_UNDER_WAY);
              // What has left by itself is acknowledged so.
              case MANUAL, REVIEW, RETURNED ->
                  accepted(
                      new OrderEvent.RefundDone(
                          order.record().content().sale(),
                          hand.refund(),
                          hand.reference(),
                          hand.by(),
                          now));
              case DONE -> alreadySo();
              case TAKEN_BACK, WAIVED -> refused(OrderRefusal.REFUND_NOT_OWED);
            });
  }

  static Decision<OrderEvent, OrderRefusal> again(
      OrderState.Placed order, OrderCommand.AskRefundAgain again, Instant now) {
    return onRefund(
        order,
        again.refund(),
        refund ->
            switch (refund.status()) {
              case DUE -> isWaiting(order, refund, now) ? asked(order, again, now) : alreadySo();
              case MANUAL, REVIEW -> asked(order, again, now);
              case DONE, TAKEN_BACK, WAIVED, RETURNED -> refused(OrderRefusal.REFUND_NOT_OWED);
            });
  }

  /** Between two rounds at the gateway a person may take it over; during one it is too late. */
  static Decision<OrderEvent, OrderRefusal> takeOver(
      OrderState.Placed order, OrderCommand.TakeRefundOver over, Instant now) {
    return onRefund(
        order,
        over.refund(),
        refund ->
            switch (refund.status()) {
              case DUE ->
                  isWaiting(order, refund, now)
                      ? accepted(
                          new OrderEvent.RefundRefused(
                              order.record().content().sale(),
                              over.refund(),
                              "taken over by " + over.by(),
                              now))
                      : refused(OrderRefusal.REFUND_UNDER_WAY);
              case MANUAL, REVIEW -> alreadySo();
              case DONE, TAKEN_BACK, WAIVED, RETURNED -> refused(OrderRefusal.REFUND_NOT_OWED);
            });
  }

  private static Decision<OrderEvent, OrderRefusal> asked(
      OrderState.Placed order, OrderCommand.AskRefundAgain again, Instant now) {
    return accepted(
        new OrderEvent.RefundAskedAgain(
            order.record().content().sale(), again.refund(), again.by(), now));
  }

  /** Returns whether the gateway could not send it back, and is asked again later. */
  private static boolean isWaiting(OrderState.Placed order, OwedRefund refund, Instant now) {
    return now.isBefore(order.record().tries(refund.id().value()).notBefore());
  }

  private static Decision<OrderEvent, OrderRefusal> onRefund(
      OrderState.Placed order,
      RefundId id,
      Function<OwedRefund, Decision<OrderEvent, OrderRefusal>> decide) {
    return order
        .record()
        .money()
        .refund(id)
        .map(decide)
        .orElseGet(() -> refused(OrderRefusal.REFUND_UNKNOWN));
  }

  /** Applies the sale's rule to tickets whose money has left. */
  static Decision<OrderEvent, OrderRefusal> judgeTickets(
      OrderState.Paid order, TicketsAfterRefund rule, Instant now) {
    if (!order.unpaid().asksRule()) return alreadySo();
    List<TicketId> toVoid =
        switch (rule) {
          case VOID -> order.living().stream().map(Ticket::id).toList();
          case KEEP -> List.of();
        };
    return accepted(new OrderEvent.TicketsJudged(order.record().content().sale(), toVoid, now));
  }

  /** Takes back one ticket of a paid order. What has left of its money already is not owed. */
  static Decision<OrderEvent, OrderRefusal> cancelTicket(
      OrderState.Paid order, OrderCommand.CancelTicket cancel, Instant now) {
    Optional<Ticket> ticket =
        order.tickets().stream().filter(own -> own.id().equals(cancel.ticket())).findFirst();
    if (ticket.isEmpty()) return refused(OrderRefusal.TICKET_UNKNOWN);
    if (isCancelled(order, cancel.ticket())) return alreadySo();
    OrderLine line = lineOf(order, ticket.get().id());
    long cost = line.price().total() / line.price().quantity();
    long price = Earnings.of(order).owedFor(cost);
    return accepted(
        new OrderEvent.TicketCancelled(
            order.record().content().sale(),
            order.payment(),
            cancel.ticket(),
            RefundId.of(order.payment(), cancel.ticket()),
            new OrderEvent.Revenue(line.quotas().getFirst(), price),
            order.record().content().currency(),
            !cancel.used(),
            cancel.reason(),
            cancel.by(),
            now));
  }

  private static boolean isCancelled(OrderState.Paid order, TicketId ticket) {
    return order.cancelled().stream().anyMatch(cancelled -> cancelled.id().equals(ticket));
  }

  /** Tickets whose units are sold again, in the order in which they were cancelled. */
  static List<TicketId> returning(OrderState.Paid order) {
    return order.cancelled().stream()
        .filter(CancelledTicket::unitsReturn)
        .map(CancelledTicket::id)
        .toList();
  }

  /** Returns the totals that the quotas must have back. */
  static List<QuotaShare> returnedShares(OrderState.Paid order) {
    var lines = new ArrayList<OrderLine>();
    for (TicketId ticket : returning(order)) {
      OrderLine line = lineOf(order, ticket);
      lines.add(new OrderLine(line.offer(), line.name(), one(line.price()), line.quotas()));
    }
    return order.record().content().with(lines).shares();
  }

  /** Returns the price of one unit. */
  private static PricedLine one(PricedLine all) {
    return new PricedLine(
        1, all.unitFace(), all.unitFace(), List.of(), all.total() / all.quantity());
  }

  /** Returns the line of a ticket: tickets are numbered in the order of the lines. */
  private static OrderLine lineOf(OrderState.Paid order, TicketId ticket) {
    int number = 0;
    for (OrderLine line : order.record().content().lines()) {
      for (int unit = 0; unit < line.price().quantity(); unit++) {
        if (order.tickets().get(number++).id().equals(ticket)) return line;
      }
    }
    throw new IllegalStateException("a ticket without a line: " + ticket);
  }
}
