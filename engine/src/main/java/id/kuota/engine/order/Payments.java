package id.kuota.engine.order;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.order.OrderEvent.OrderPaid;
import id.kuota.engine.order.OrderEvent.PaymentFailed;
import id.kuota.engine.order.OrderEvent.RefundOwed;
import id.kuota.engine.order.OrderEvent.Revenue;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The rules of money: when it buys the tickets, and when it must go back. */
final class Payments {

  private Payments() {}

  /**
   * Money for an order whose units are still held. The deadline does not matter here: as long as no
   * quota has been told to let go, the units are there, and the money is.
   */
  static Decision<OrderEvent, OrderRefusal> whileHeld(
      Ledger ledger, PaymentReport report, Instant now) {
    if (ledger.attempt(report.payment()).isEmpty()) return refused(OrderRefusal.PAYMENT_UNKNOWN);
    return switch (report.result()) {
      case PENDING, UNDER_REVIEW, REFUNDED, CHARGED_BACK -> alreadySo();
      case FAILED -> failed(ledger, report, now);
      case SETTLED ->
          differs(ledger, report)
              ? refused(OrderRefusal.PAYMENT_DIFFERS)
              : accepted(
                  new OrderPaid(
                      ledger.content().sale(),
                      report.payment(),
                      report.reference(),
                      revenue(ledger.content()),
                      tickets(ledger),
                      now));
    };
  }

  /** Money for an order that has ended: it has no claim to units any more. */
  static Decision<OrderEvent, OrderRefusal> afterEnd(
      Ledger ledger, PaymentReport report, OwedRefund.Reason reason, Instant now) {
    if (ledger.attempt(report.payment()).isEmpty()) return refused(OrderRefusal.PAYMENT_UNKNOWN);
    if (ledger.owesRefundFor(report.payment())) return alreadySo();
    return switch (report.result()) {
      case PENDING, UNDER_REVIEW, REFUNDED, CHARGED_BACK -> alreadySo();
      case FAILED -> failed(ledger, report, now);
      case SETTLED ->
          differs(ledger, report)
              ? refused(OrderRefusal.PAYMENT_DIFFERS)
              : accepted(
                  new RefundOwed(
                      ledger.content().sale(),
                      report.payment(),
                      report.reference(),
                      report.amount(),
                      reason,
                      now));
    };
  }

  private static Decision<OrderEvent, OrderRefusal> failed(
      Ledger ledger, PaymentReport report, Instant now) {
    boolean started =
        ledger
            .attempt(report.payment())
            .filter(attempt -> attempt.status() == PaymentAttempt.Status.STARTED)
            .isPresent();
    return started
        ? accepted(new PaymentFailed(report.payment(), report.reference(), now))
        : alreadySo();
  }

  private static boolean differs(Ledger ledger, PaymentReport report) {
    return report.amount() != ledger.content().total()
        || !report.currency().equals(ledger.content().currency());
  }

  private static List<Revenue> revenue(OrderContent content) {
    var byQuota = new LinkedHashMap<QuotaId, Long>();
    for (OrderLine line : content.lines()) {
      byQuota.merge(line.quotas().getFirst(), line.price().total(), Math::addExact);
    }
    var revenue = new ArrayList<Revenue>();
    byQuota.forEach((quota, amount) -> revenue.add(new Revenue(quota, amount)));
    return revenue;
  }

  private static List<Ticket> tickets(Ledger ledger) {
    var tickets = new ArrayList<Ticket>();
    for (OrderLine line : ledger.content().lines()) {
      for (int unit = 0; unit < line.price().quantity(); unit++) {
        tickets.add(
            new Ticket(TicketId.of(ledger.order().value(), tickets.size() + 1), line.offer()));
      }
    }
    return tickets;
  }
}
