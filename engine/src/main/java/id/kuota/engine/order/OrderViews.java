package id.kuota.engine.order;

import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the outside may see of each state. */
final class OrderViews {

  private OrderViews() {}

  /** Returns the view; null for an order that does not exist. */
  static @Nullable OrderView of(OrderState state) {
    return switch (state) {
      case OrderState.Absent absent -> null;
      case OrderState.Held held -> view(held.ledger(), OrderView.Status.HELD, null);
      case OrderState.Reacquiring reacquiring ->
          view(reacquiring.ledger(), OrderView.Status.RETAKING, reacquiring.at());
      case OrderState.Paid paid -> paid(paid);
      case OrderState.Cancelled cancelled ->
          ended(cancelled.ledger(), OrderView.Status.CANCELLED, cancelled.at());
      case OrderState.Expired expired ->
          ended(expired.ledger(), OrderView.Status.EXPIRED, expired.at());
    };
  }

  /** Returns why an order that has ended can neither be paid nor cancelled: where it stands. */
  static OrderRefusal refusal(OrderState.Ended ended) {
    return switch (Objects.requireNonNull(of(ended)).status()) {
      case PAID, RETAKING -> OrderRefusal.ORDER_PAID;
      case CANCELLED -> OrderRefusal.ORDER_CANCELLED;
      case EXPIRED -> OrderRefusal.HOLD_EXPIRED;
      case REFUND_DUE -> OrderRefusal.ORDER_REFUND_DUE;
      case REFUNDED -> OrderRefusal.ORDER_REFUNDED;
      case HELD -> throw new IllegalStateException("an order that has ended is held: " + ended);
    };
  }

  private static OrderView paid(OrderState.Paid paid) {
    List<TicketId> toVoid = paid.toVoid().stream().map(Ticket::id).toList();
    boolean hasTickets = paid.cancelled().size() + toVoid.size() < paid.tickets().size();
    OrderView.Status status =
        hasTickets
            ? OrderView.Status.PAID
            : withoutTickets(paid.ledger(), OrderView.Status.CANCELLED);
    return view(
        paid.ledger(), status, paid.at(), paid.tickets(), paid.cancelled(), paid.late(), toVoid);
  }

  private static OrderView ended(OrderRecord ledger, OrderView.Status status, Instant at) {
    return view(ledger, withoutTickets(ledger, status), at);
  }

  /** Returns the status of an order without tickets that admit. */
  private static OrderView.Status withoutTickets(OrderRecord ledger, OrderView.Status otherwise) {
    List<OwedRefund> refunds = ledger.money().refunds();
    boolean tookBack =
        ledger.money().entries().stream()
            .anyMatch(entry -> entry.kind() == MoneyEntry.Kind.CHARGED_BACK);
    if (refunds.isEmpty() && !tookBack) return otherwise;
    return refunds.stream().anyMatch(refund -> refund.status().isOpen())
        ? OrderView.Status.REFUND_DUE
        : OrderView.Status.REFUNDED;
  }

  private static OrderView view(
      OrderRecord ledger, OrderView.Status status, @Nullable Instant endedAt) {
    return view(ledger, status, endedAt, List.of(), List.of(), false, List.of());
  }

  private static OrderView view(
      OrderRecord ledger,
      OrderView.Status status,
      @Nullable Instant endedAt,
      List<Ticket> tickets,
      List<CancelledTicket> cancelled,
      boolean late,
      List<TicketId> toVoid) {
    return new OrderView(
        ledger.order(),
        ledger.content().sale(),
        status,
        ledger.content().currency(),
        ledger.content().lines(),
        ledger.content().total(),
        ledger.placedAt(),
        ledger.heldUntil(),
        endedAt,
        ledger.attempts(),
        tickets,
        ledger.money().refunds(),
        cancelled,
        ledger.money().entries(),
        late,
        toVoid);
  }
}
