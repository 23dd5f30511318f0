package id.kuota.persistence.reconciliation;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.Ticket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order as its events say, for the comparison with its row. Not thread-safe. */
final class FoldedOrder {

  private final String id;
  private OrderEvent.@Nullable OrderPlaced placed;
  private String state = "held";
  private long paid;
  private long tickets;
  private boolean late;

  FoldedOrder(String id) {
    this.id = id;
  }

  void apply(OrderEvent event) {
    // The others change neither where the order stands nor what it has bought.
    if (event instanceof OrderEvent.OrderPlaced first) {
      placed = first;
    } else if (event instanceof OrderEvent.OrderPaid bought) {
      paid(bought.revenue(), bought.tickets());
    } else if (event instanceof OrderEvent.OrderFree free) {
      paid(free.revenue(), free.tickets());
    } else if (event instanceof OrderEvent.OrderPaidLate bought) {
      late = true;
      paid(bought.revenue(), bought.tickets());
    } else if (event instanceof OrderEvent.OrderCancelled) {
      state = "cancelled";
    } else if (event instanceof OrderEvent.OrderExpired) {
      state = "expired";
    }
  }

  private void paid(List<OrderEvent.Revenue> revenue, List<Ticket> bought) {
    state = "paid";
    paid = revenue.stream().mapToLong(OrderEvent.Revenue::amount).reduce(0, Math::addExact);
    tickets = bought.stream().map(Ticket::id).distinct().count();
  }

  boolean isOf(String sale) {
    return placed != null && placed.content().sale().value().equals(sale);
  }

  boolean isPaid() {
    return state.equals("paid");
  }

  /** Returns whether it was cancelled or has expired at some time, also if it was paid later. */
  boolean hasEnded() {
    return late || state.equals("cancelled") || state.equals("expired");
  }

  /** Returns what its row should be. */
  OrderRow row() {
    long total = placed == null ? 0 : placed.content().total();
    return new OrderRow(id, state, total, tickets, paid);
  }
}
