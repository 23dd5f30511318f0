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
      case OrderState.Held held -> view(held.record(), OrderView.Status.HELD, null);
      case OrderState.Reacquiring reacquiring ->
          view(reacquiring.record(), OrderView.Status.RETAKING, reacquiring.at());
      case OrderState.Paid paid -> paid(paid);
      case OrderState.Cancelled cancelled ->
          ended(cancelled.record(), OrderView.Status.CANCELLED, cancelled.at());
      case OrderState.Expired expired ->
          ended(expired.record(), OrderView.Status.EXPIRED, expired.at());
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
            : withoutTickets(paid.record(), OrderView.Status.CANCELLED);
    return view(
        paid.record(), status, paid.at(), paid.tickets(), paid.cancelled(), paid.late(), toVoid);
  }

  private static OrderView ended(OrderRecord record, OrderView.Status status, Instant at) {
    return view(record, withoutTickets(record, status), at);
  }

  /** Returns the status of an order without tickets that admit. */
  private static OrderView.Status withoutTickets(OrderRecord record, OrderView.Status otherwise) {
    List<OwedRefund> refunds = record.money().refunds();
    boolean tookBack =
        record.money().entries().stream()
            .anyMatch(entry -> entry.kind() == MoneyEntry.Kind.CHARGED_BACK);
    if (refunds.isEmpty() && !tookBack) return otherwise;
    return refunds.stream().anyMatch(refund -> refund.status().isOpen())
        ? OrderView.Status.REFUND_DUE
        : OrderView.Status.REFUNDED;
  }

  private static OrderView view(
      OrderRecord record, OrderView.Status status, @Nullable Instant endedAt) {
    return view(record, status, endedAt, List.of(), List.of(), false, List.of());
  }

  private static OrderView view(
      OrderRecord record,
      OrderView.Status status,
      @Nullable Instant endedAt,
      List<Ticket> tickets,
      List<CancelledTicket> cancelled,
      boolean late,
      List<TicketId> toVoid) {
    return new OrderView(
        record.order(),
        record.content().sale(),
        status,
        record.content().currency(),
        record.content().lines(),
        record.content().total(),
        record.placedAt(),
        record.heldUntil(),
        endedAt,
        record.attempts(),
        tickets,
        record.money().refunds(),
        cancelled,
        record.money().entries(),
        late,
        toVoid);
  }
}
