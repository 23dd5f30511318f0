package id.kuota.engine.order;

import id.kuota.engine.order.OrderState.Absent;
import id.kuota.engine.order.OrderState.Cancelled;
import id.kuota.engine.order.OrderState.Expired;
import id.kuota.engine.order.OrderState.Held;
import id.kuota.engine.order.OrderState.Paid;
import id.kuota.engine.order.OrderView.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the outside may see of each state. */
final class OrderViews {

  private OrderViews() {}

  /** The view; null for an order that does not exist. */
  static @Nullable OrderView of(OrderState state) {
    return switch (state) {
      case Absent absent -> null;
      case Held held -> view(held.ledger(), Status.HELD, null, List.of());
      case Paid paid -> view(paid.ledger(), Status.PAID, paid.at(), paid.tickets());
      case Cancelled cancelled -> ended(cancelled.ledger(), Status.CANCELLED, cancelled.at());
      case Expired expired -> ended(expired.ledger(), Status.EXPIRED, expired.at());
    };
  }

  private static OrderView ended(Ledger ledger, Status status, Instant at) {
    return view(ledger, ledger.refunds().isEmpty() ? status : Status.REFUND_DUE, at, List.of());
  }

  private static OrderView view(
      Ledger ledger, Status status, @Nullable Instant endedAt, List<Ticket> tickets) {
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
        ledger.refunds());
  }
}
