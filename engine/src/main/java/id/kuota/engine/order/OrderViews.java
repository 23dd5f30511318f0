package id.kuota.engine.order;

import id.kuota.engine.order.MoneyEntry.Kind;
import id.kuota.engine.order.OrderState.Absent;
import id.kuota.engine.order.OrderState.Cancelled;
import id.kuota.engine.order.OrderState.Ended;
import id.kuota.engine.order.OrderState.Expired;
import id.kuota.engine.order.OrderState.Held;
import id.kuota.engine.order.OrderState.Paid;
import id.kuota.engine.order.OrderState.Retaking;
import id.kuota.engine.order.OrderView.Status;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the outside may see of each state. */
final class OrderViews {

  private OrderViews() {}

  /** The view; null for an order that does not exist. */
  static @Nullable OrderView of(OrderState state) {
    return switch (state) {
      case Absent absent -> null;
      case Held held -> view(held.ledger(), Status.HELD, null);
      case Retaking retaking -> view(retaking.ledger(), Status.RETAKING, retaking.at());
      case Paid paid -> paid(paid);
      case Cancelled cancelled -> ended(cancelled.ledger(), Status.CANCELLED, cancelled.at());
      case Expired expired -> ended(expired.ledger(), Status.EXPIRED, expired.at());
    };
  }

  /** Returns why an order that has ended can neither be paid nor cancelled: where it stands. */
  static OrderRefusal refusal(Ended ended) {
    return switch (Objects.requireNonNull(of(ended)).status()) {
      case PAID, RETAKING -> OrderRefusal.ORDER_PAID;
      case CANCELLED -> OrderRefusal.ORDER_CANCELLED;
      case EXPIRED -> OrderRefusal.HOLD_EXPIRED;
      case REFUND_DUE -> OrderRefusal.ORDER_REFUND_DUE;
      case REFUNDED -> OrderRefusal.ORDER_REFUNDED;
      case HELD -> throw new IllegalStateException("an order that has ended is held: " + ended);
    };
  }

  private static OrderView paid(Paid paid) {
    List<TicketId> toVoid = paid.toVoid().stream().map(Ticket::id).toList();
    boolean hasTickets = paid.cancelled().size() + toVoid.size() < paid.tickets().size();
    Status status = hasTickets ? Status.PAID : withoutTickets(paid.ledger(), Status.CANCELLED);
    return view(
        paid.ledger(), status, paid.at(), paid.tickets(), paid.cancelled(), paid.late(), toVoid);
  }

  private static OrderView ended(Ledger ledger, Status status, Instant at) {
    return view(ledger, withoutTickets(ledger, status), at);
  }

  /** Returns the status of an order without tickets that admit. */
  private static Status withoutTickets(Ledger ledger, Status otherwise) {
    List<OwedRefund> refunds = ledger.money().refunds();
    boolean tookBack =
        ledger.money().entries().stream().anyMatch(entry -> entry.kind() == Kind.CHARGED_BACK);
    if (refunds.isEmpty() && !tookBack) return otherwise;
    return refunds.stream().anyMatch(refund -> refund.status().isOpen())
        ? Status.REFUND_DUE
        : Status.REFUNDED;
  }

  private static OrderView view(Ledger ledger, Status status, @Nullable Instant endedAt) {
    return view(ledger, status, endedAt, List.of(), List.of(), false, List.of());
  }

  private static OrderView view(
      Ledger ledger,
      Status status,
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
