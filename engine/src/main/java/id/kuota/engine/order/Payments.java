package id.kuota.engine.order;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.order.OrderEvent.LateMoney;
import id.kuota.engine.order.OrderEvent.OrderExpired;
import id.kuota.engine.order.OrderEvent.OrderFree;
import id.kuota.engine.order.OrderEvent.OrderPaid;
import id.kuota.engine.order.OrderEvent.OrderPaidLate;
import id.kuota.engine.order.OrderEvent.OrderPlaced;
import id.kuota.engine.order.OrderEvent.PaymentFailed;
import id.kuota.engine.order.OrderEvent.PaymentFeeNoted;
import id.kuota.engine.order.OrderEvent.PaymentInReview;
import id.kuota.engine.order.OrderEvent.PaymentsLeftOpen;
import id.kuota.engine.order.OrderEvent.RefundOwed;
import id.kuota.engine.order.OrderEvent.Revenue;
import id.kuota.engine.order.OrderState.Cancelled;
import id.kuota.engine.order.OrderState.Expired;
import id.kuota.engine.order.OrderState.Held;
import id.kuota.engine.order.OrderState.Paid;
import id.kuota.engine.order.OrderState.Placed;
import id.kuota.engine.order.OrderState.Retaking;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The rules of money that comes: when it buys the tickets, and when it must go back. */
final class Payments {

  private static final String CLOSED = "closed";

  private Payments() {}

  /** What a gateway says about an attempt. */
  static Decision<OrderEvent, OrderRefusal> record(
      Placed order, PaymentReport report, Instant now) {
    Optional<PaymentAttempt> known = order.ledger().attempt(report.payment());
    if (known.isEmpty()) return refused(OrderRefusal.PAYMENT_UNKNOWN);
    return accepted(
        known.get().hasMoney() || order.ledger().money().hasCharged(report.payment())
            ? afterTheMoney(order, report, now)
            : beforeTheMoney(order, known.get(), report, now));
  }

  private static List<OrderEvent> afterTheMoney(Placed order, PaymentReport report, Instant now) {
    return switch (report.result()) {
      case PENDING, UNDER_REVIEW, SETTLED -> List.of();
      case FAILED -> Returns.reversed(order, report, now);
      case REFUNDED, CHARGED_BACK -> Returns.record(order, report, now);
    };
  }

  private static List<OrderEvent> beforeTheMoney(
      Placed order, PaymentAttempt attempt, PaymentReport report, Instant now) {
    return switch (report.result()) {
      case PENDING, UNDER_REVIEW -> List.of();
      case FAILED -> failed(order, attempt, report.reference(), now);
      case SETTLED -> settled(order, report, now);
      case REFUNDED, CHARGED_BACK ->
          report.returned() >= report.amount()
              ? cameAndWent(order, attempt, report, now)
              : cameInPart(order, report, now);
    };
  }

  /** All of it left before the order knew that it had come: it buys nothing. */
  private static List<OrderEvent> cameAndWent(
      Placed order, PaymentAttempt attempt, PaymentReport report, Instant now) {
    var events = new ArrayList<>(failed(order, attempt, report.reference(), now));
    Returns.unseen(order.ledger(), report, now).ifPresent(events::add);
    return events;
  }

  /** A part of it left before the order knew that it had come: it counts as if it had known. */
  private static List<OrderEvent> cameInPart(Placed order, PaymentReport report, Instant now) {
    var events = new ArrayList<>(settled(order, report, now));
    events.addAll(Returns.record(Returns.after(order, events), report, now));
    return events;
  }

  /** The gateway will not take money for this attempt any more. */
  static Decision<OrderEvent, OrderRefusal> closed(Placed order, PaymentId payment, Instant now) {
    return order
        .ledger()
        .attempt(payment)
        .<Decision<OrderEvent, OrderRefusal>>map(
            attempt -> accepted(failed(order, attempt, CLOSED, now)))
        .orElseGet(() -> refused(OrderRefusal.PAYMENT_UNKNOWN));
  }

  /** The attempt is over; and with it the order, if it was the last to wait for. */
  private static List<OrderEvent> failed(
      Placed order, PaymentAttempt attempt, String reference, Instant now) {
    if (!attempt.isOpen()) return List.of();
    var failed = new PaymentFailed(attempt.payment(), reference, now);
    Ledger ledger = order.ledger();
    boolean isOver =
        order instanceof Held
            && !now.isBefore(ledger.heldUntil())
            && ledger.open().equals(List.of(attempt));
    return isOver
        ? List.of(failed, new OrderExpired(ledger.content().sale(), now))
        : List.of(failed);
  }

  private static List<OrderEvent> settled(Placed order, PaymentReport report, Instant now) {
    if (report.amount() <= 0) return List.of(); // Nothing came.
    var events = new ArrayList<>(bought(order, report, now));
    if (report.fee() > 0) {
      SaleId sale = order.ledger().content().sale();
      events.add(new PaymentFeeNoted(sale, report.payment(), report.fee(), now));
    }
    return events;
  }

  private static List<OrderEvent> bought(Placed order, PaymentReport report, Instant now) {
    Ledger ledger = order.ledger();
    if (differs(ledger, report)) {
      return List.of(
          new PaymentInReview(
              ledger.content().sale(),
              report.payment(),
              report.reference(),
              report.amount(),
              report.currency(),
              now));
    }
    return switch (order) {
      // The deadline does not matter here: until a quota is asked to release, the units are there,
      // and the money is.
      case Held held -> inTime(ledger, report, now);
      case Expired expired ->
          List.of(
              new LateMoney(
                  ledger.content().sale(),
                  report.payment(),
                  report.reference(),
                  report.amount(),
                  now));
      case Cancelled cancelled ->
          List.of(owed(ledger, report, OwedRefund.Reason.PAID_AFTER_CANCELLATION, now));
      case Paid paid -> List.of(owed(ledger, report, OwedRefund.Reason.PAID_TWICE, now));
      case Retaking retaking -> List.of(owed(ledger, report, OwedRefund.Reason.PAID_TWICE, now));
    };
  }

  private static List<OrderEvent> inTime(Ledger ledger, PaymentReport report, Instant now) {
    var events = new ArrayList<OrderEvent>();
    events.add(
        new OrderPaid(
            ledger.content().sale(),
            report.payment(),
            report.reference(),
            revenue(ledger.content()),
            tickets(ledger),
            now));
    leftOpen(ledger, Optional.of(report.payment()), now).ifPresent(events::add);
    return events;
  }

  /** There is nothing to pay. */
  static OrderEvent free(OrderPlaced placed) {
    return new OrderFree(
        placed.content().sale(),
        revenue(placed.content()),
        tickets(placed.order(), placed.content()),
        placed.at());
  }

  /** Late money has found its units; a part of it may have left meanwhile. */
  static List<OrderEvent> late(Retaking order, Instant heldUntil, Instant now) {
    Ledger ledger = order.ledger();
    var events = new ArrayList<OrderEvent>();
    events.add(
        new OrderPaidLate(
            ledger.content().sale(),
            order.money().payment(),
            order.money().reference(),
            revenue(ledger.content()),
            tickets(ledger),
            heldUntil,
            now));
    Returns.lost(Returns.after(order, events), order.money().payment(), 0, now)
        .ifPresent(events::add);
    return events;
  }

  /** Late money has not found its units. What has left of it meanwhile is not owed. */
  static OrderEvent tooLate(Retaking order, Instant now) {
    LateMoney money = order.money();
    return new RefundOwed(
        money.sale(),
        money.payment(),
        money.reference(),
        money.amount() - order.ledger().money().back(money.payment()),
        OwedRefund.Reason.PAID_AFTER_EXPIRY,
        now);
  }

  /** The attempts of which money may still come when the order ends; empty if there are none. */
  static Optional<OrderEvent> leftOpen(Ledger ledger, Optional<PaymentId> but, Instant now) {
    List<PaymentId> open =
        ledger.open().stream()
            .map(PaymentAttempt::payment)
            .filter(payment -> !but.equals(Optional.of(payment)))
            .toList();
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(new PaymentsLeftOpen(ledger.content().sale(), open, now));
  }

  private static OrderEvent owed(
      Ledger ledger, PaymentReport report, OwedRefund.Reason reason, Instant now) {
    return new RefundOwed(
        ledger.content().sale(),
        report.payment(),
        report.reference(),
        report.amount(),
        reason,
        now);
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
    return tickets(ledger.order(), ledger.content());
  }

  private static List<Ticket> tickets(OrderId order, OrderContent content) {
    var tickets = new ArrayList<Ticket>();
    for (OrderLine line : content.lines()) {
      for (int unit = 0; unit < line.price().quantity(); unit++) {
        tickets.add(new Ticket(TicketId.of(order.value(), tickets.size() + 1), line.offer()));
      }
    }
    return tickets;
  }
}
