package id.kuota.load.reconciliation;

import id.kuota.load.ledger.Content;
import id.kuota.load.ledger.OrderEntry;
import id.kuota.load.ledger.Violation;
import id.kuota.load.sale.Terms;
import id.kuota.load.server.OrderAnswer;
import id.kuota.load.server.OrderStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The check of each order against its buyer's answers, and of tickets against each other. */
final class OrderCheck {

  private static final Set<OrderStatus> MONEY_IS_SAFE =
      EnumSet.of(OrderStatus.PAID, OrderStatus.REFUND_DUE, OrderStatus.REFUNDED);

  private final Terms terms;
  private final Consumer<Violation> violations;
  private final Map<String, String> orderByTicket = new HashMap<>();

  OrderCheck(Terms terms, Consumer<Violation> violations) {
    this.terms = terms;
    this.violations = violations;
  }

  void check(OrderEntry entry, OrderAnswer order) {
    Content.difference(terms, entry, order)
        .ifPresent(difference -> violation(Violation.Kind.CONTENT_DIFFERS, order, difference));
    checkStatus(entry, order);
    checkTickets(entry, order);
  }

  private void checkStatus(OrderEntry entry, OrderAnswer order) {
    OrderStatus status = order.status();
    if (status == OrderStatus.HELD || status == OrderStatus.RETAKING) {
      violation(
          Violation.Kind.HOLD_NEVER_ENDED,
          order,
          "is still held; it was until " + order.heldUntil());
    }
    if (entry.moneyTaken() && !MONEY_IS_SAFE.contains(status)) {
      violation(
          Violation.Kind.PAYMENT_LOST,
          order,
          "is " + status + ", but its payment was acknowledged");
    } else if (!entry.allowed().contains(status)) {
      violation(
          Violation.Kind.STATE_NOT_ALLOWED, order, "is " + status + ", allowed " + entry.allowed());
    }
    Instant end = order.endedAt();
    if (status == OrderStatus.EXPIRED && end != null && end.isBefore(order.heldUntil())) {
      violation(
          Violation.Kind.EXPIRED_TOO_EARLY,
          order,
          "expired " + end + ", held until " + order.heldUntil());
    }
  }

  private void checkTickets(OrderEntry entry, OrderAnswer order) {
    Map<String, Integer> due = order.status() == OrderStatus.PAID ? order.unitsByOffer() : Map.of();
    if (!order.ticketsByOffer().equals(due)) {
      violation(
          Violation.Kind.TICKETS_DIFFER,
          order,
          "has tickets " + order.ticketsByOffer() + ", due are " + due);
    }
    List<String> ids = order.tickets().stream().map(OrderAnswer.TicketAnswer::id).toList();
    if (!entry.tickets().isEmpty() && !entry.tickets().equals(ids)) {
      violation(
          Violation.Kind.TICKETS_DIFFER,
          order,
          "showed " + entry.tickets() + " before, now " + ids);
    }
    for (String ticket : ids) {
      String other = orderByTicket.putIfAbsent(ticket, order.id());
      if (other != null) {
        violation(Violation.Kind.TICKET_TWICE, order, ticket + " is also a ticket of " + other);
      }
    }
  }

  private void violation(Violation.Kind kind, OrderAnswer order, String detail) {
    violations.accept(new Violation(kind, order.id(), detail));
  }
}
