package id.kuota.engine.order;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
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
      OrderState.Placed order, PaymentReport report, Instant now) {
    Optional<PaymentAttempt> known = order.record().attempt(report.payment());
    if (known.isEmpty()) return refused(OrderRefusal.PAYMENT_UNKNOWN);
    return accepted(
        known.get().hasMoney() || order.record().money().hasCharged(report.payment())
            ? afterTheMoney(order, report, now)
            : beforeTheMoney(order, known.get(), report, now));
  }

  private static List<OrderEvent> afterTheMoney(
      OrderState.Placed order, PaymentReport report, Instant now) {
    return switch (report.result()) {
      case PENDING, UNDER_REVIEW, SETTLED -> List.of();
      case FAILED -> Returns.reversed(order, report, now);
      case REFUNDED, CHARGED_BACK -> Returns.record(order, report, now);
    };
  }

  private static List<OrderEvent> beforeTheMoney(
      OrderState.Placed order, PaymentAttempt attempt, PaymentReport report, Instant now) {
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
      OrderState.Placed order, PaymentAttempt attempt, PaymentReport report, Instant now) {
    var events = new ArrayList<>(failed(order, attempt, report.reference(), now));
    Returns.unseen(order.record(), report, now).ifPresent(events::add);
    return events;
  }

  /** A part of it left before the order knew that it had come: it counts as if it had known. */
  private static List<OrderEvent> cameInPart(
      OrderState.Placed order, PaymentReport report, Instant now) {
    var events = new ArrayList<>(settled(order, report, now));
    events.addAll(Returns.record(Returns.after(order, events), report, now));
    return events;
  }

  /** Closes an attempt for which the gateway takes no money any more. */
  static Decision<OrderEvent, OrderRefusal> closed(
      OrderState.Placed order, PaymentId payment, Instant now) {
    return order
        .record()
        .attempt(payment)
        .<Decision<OrderEvent, OrderRefusal>>map(
            attempt -> accepted(failed(order, attempt, CLOSED, now)))
        .orElseGet(() -> refused(OrderRefusal.PAYMENT_UNKNOWN));
  }

  /** The attempt is over; and with it the order, if it was the last to wait for. */
  private static List<OrderEvent> failed(
      OrderState.Placed order, PaymentAttempt attempt, String reference, Instant now) {
    if (!attempt.isOpen()) return List.of();
    var failed = new OrderEvent.PaymentFailed(attempt.payment(), reference, now);
    OrderRecord record = order.record();
    boolean isOver =
        order instanceof OrderState.Held
            && !now.isBefore(record.heldUntil())
            && record.open().equals(List.of(attempt));
    return isOver
        ? List.of(failed, new OrderEvent.OrderExpired(record.content().sale(), now))
        : List.of(failed);
  }

  private static List<OrderEvent> settled(
      OrderState.Placed order, PaymentReport report, Instant now) {
    if (report.amount() <= 0) return List.of(); // Nothing came.
    var events = new ArrayList<>(bought(order, report, now));
    if (report.fee() > 0) {
      SaleId sale = order.record().content().sale();
      events.add(new OrderEvent.PaymentFeeNoted(sale, report.payment(), report.fee(), now));
    }
    return events;
  }

  private static List<OrderEvent> bought(
      OrderState.Placed order, PaymentReport report, Instant now) {
    OrderRecord record = order.record();
    if (differs(record, report)) {
      return List.of(
          new OrderEvent.PaymentInReview(
              record.content().sale(),
              report.payment(),
              report.reference(),
              report.amount(),
              report.currency(),
              now));
    }
    return switch (order) {
      // The deadline does not matter here: until a quota is asked to release, the units are there,
      // and the money is.
      case OrderState.Held held -> inTime(record, report, now);
      case OrderState.Expired expired ->
          List.of(
              new OrderEvent.LateMoney(
                  record.content().sale(),
                  report.payment(),
                  report.reference(),
                  report.amount(),
                  now));
      case OrderState.Cancelled cancelled ->
          List.of(owed(record, report, OwedRefund.Reason.PAID_AFTER_CANCELLATION, now));
      case OrderState.Paid paid -> List.of(owed(record, report, OwedRefund.Reason.PAID_TWICE, now));
      case OrderState.Reacquiring reacquiring ->
          List.of(owed(record, report, OwedRefund.Reason.PAID_TWICE, now));
    };
  }

  private static List<OrderEvent> inTime(OrderRecord record, PaymentReport report, Instant now) {
    var events = new ArrayList<OrderEvent>();
    events.add(
        new OrderEvent.OrderPaid(
            record.content().sale(),
            report.payment(),
            report.reference(),
            revenue(record.content()),
            tickets(record),
            now));
    leftOpen(record, Optional.of(report.payment()), now).ifPresent(events::add);
    return events;
  }

  /** Returns the event of an order with nothing to pay. */
  static OrderEvent free(OrderEvent.OrderPlaced placed) {
    return new OrderEvent.OrderFree(
        placed.content().sale(),
        revenue(placed.content()),
        tickets(placed.order(), placed.content()),
        placed.at());
  }

  /** Late money has found its units; a part of it may have left meanwhile. */
  static List<OrderEvent> late(OrderState.Reacquiring order, Instant heldUntil, Instant now) {
    OrderRecord record = order.record();
    var events = new ArrayList<OrderEvent>();
    events.add(
        new OrderEvent.OrderPaidLate(
            record.content().sale(),
            order.money().payment(),
            order.money().reference(),
            revenue(record.content()),
            tickets(record),
            heldUntil,
            now));
    Returns.lost(Returns.after(order, events), order.money().payment(), 0, now)
        .ifPresent(events::add);
    return events;
  }

  /** Late money has not found its units. What has left of it meanwhile is not owed. */
  static OrderEvent tooLate(OrderState.Reacquiring order, Instant now) {
    OrderEvent.LateMoney money = order.money();
    return new OrderEvent.RefundOwed(
        money.sale(),
        money.payment(),
        money.reference(),
        money.amount() - order.record().money().back(money.payment()),
        OwedRefund.Reason.PAID_AFTER_EXPIRY,
        now);
  }

  /** The attempts of which money may still come when the order ends; empty if there are none. */
  static Optional<OrderEvent> leftOpen(OrderRecord record, Optional<PaymentId> but, Instant now) {
    List<PaymentId> open =
        record.open().stream()
            .map(PaymentAttempt::payment)
            .filter(payment -> !but.equals(Optional.of(payment)))
            .toList();
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(new OrderEvent.PaymentsLeftOpen(record.content().sale(), open, now));
  }

  private static OrderEvent owed(
      OrderRecord record, PaymentReport report, OwedRefund.Reason reason, Instant now) {
    return new OrderEvent.RefundOwed(
        record.content().sale(),
        report.payment(),
        report.reference(),
        report.amount(),
        reason,
        now);
  }

  private static boolean differs(OrderRecord record, PaymentReport report) {
    return report.amount() != record.content().total()
        || !report.currency().equals(record.content().currency());
  }

  private static List<OrderEvent.Revenue> revenue(OrderContent content) {
    var byQuota = new LinkedHashMap<QuotaId, Long>();
    for (OrderLine line : content.lines()) {
      byQuota.merge(line.quotas().getFirst(), line.price().total(), Math::addExact);
    }
    var revenue = new ArrayList<OrderEvent.Revenue>();
    byQuota.forEach((quota, amount) -> revenue.add(new OrderEvent.Revenue(quota, amount)));
    return revenue;
  }

  private static List<Ticket> tickets(OrderRecord record) {
    return tickets(record.order(), record.content());
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
