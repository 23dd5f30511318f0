package id.kuota.engine.order;

import id.kuota.engine.ClusterMessage;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the outside may see of an order.
 *
 * @param total in the currency's smallest unit
 * @param heldUntil deadline of the holds; of interest while the order is held
 * @param endedAt when it was paid, cancelled or expired
 * @param tickets all that it ever had, those that were cancelled too
 * @param money its ledger, in the order in which it was written
 * @param late whether the money came after the deadline, and the units were still to be had
 * @param toVoid tickets whose money has left: they do not admit, and are not cancelled yet
 */
public record OrderView(
    OrderId order,
    SaleId sale,
    Status status,
    String currency,
    List<OrderLine> lines,
    long total,
    Instant placedAt,
    Instant heldUntil,
    @Nullable Instant endedAt,
    List<PaymentAttempt> payments,
    List<Ticket> tickets,
    List<OwedRefund> refunds,
    List<CancelledTicket> cancelled,
    List<MoneyEntry> money,
    boolean late,
    List<TicketId> toVoid)
    implements ClusterMessage {

  /** Where the order stands. */
  public enum Status {
    HELD,
    /** The money came late, and the units are looked for once more. */
    RETAKING,
    /** With tickets that admit. */
    PAID,
    CANCELLED,
    EXPIRED,
    /** It has no tickets, and money that came must go back. */
    REFUND_DUE,
    /** It has no tickets, and all money went back. */
    REFUNDED
  }

  public OrderView {
    lines = List.copyOf(lines);
    payments = List.copyOf(payments);
    tickets = List.copyOf(tickets);
    refunds = List.copyOf(refunds);
    cancelled = List.copyOf(cancelled);
    money = List.copyOf(money);
    toVoid = List.copyOf(toVoid);
  }

  /** Makes a view without cancelled tickets and ledger, for callers that do not read them. */
  public OrderView(
      OrderId order,
      SaleId sale,
      Status status,
      String currency,
      List<OrderLine> lines,
      long total,
      Instant placedAt,
      Instant heldUntil,
      @Nullable Instant endedAt,
      List<PaymentAttempt> payments,
      List<Ticket> tickets,
      List<OwedRefund> refunds) {
    this(
        order, sale, status, currency, lines, total, placedAt, heldUntil, endedAt, payments,
        tickets, refunds, List.of(), List.of(), false, List.of());
  }

  /** Returns the order after these events, its first ones; empty if there are none. */
  public static Optional<OrderView> after(List<OrderEvent> events) {
    OrderState state = new OrderState.Absent();
    for (OrderEvent event : events) state = Order.evolve(state, event);
    return Optional.ofNullable(OrderViews.of(state));
  }

  /** Returns whether the ticket is of this order and was taken back. */
  public boolean hasCancelled(TicketId ticket) {
    return cancelled.stream().anyMatch(gone -> gone.id().equals(ticket));
  }

  /** Returns whether the ticket is of this order and no longer admits. */
  public boolean hasMadeVoid(TicketId ticket) {
    return hasCancelled(ticket) || toVoid.contains(ticket);
  }

  /**
   * The view as it was answered when the order was placed: a repeated request gets the same. An
   * order that costs nothing was paid then and had its tickets.
   */
  public OrderView asPlaced() {
    boolean wasFree = total == 0 && !tickets.isEmpty();
    return new OrderView(
        order,
        sale,
        wasFree ? Status.PAID : Status.HELD,
        currency,
        lines,
        total,
        placedAt,
        heldUntil,
        wasFree ? endedAt : null,
        List.of(),
        wasFree ? tickets : List.of(),
        List.of());
  }
}
