package id.kuota.engine.order;

import id.kuota.engine.Portable;
import id.kuota.engine.sale.SaleId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the outside may see of an order.
 *
 * @param total in the currency's smallest unit
 * @param heldUntil deadline of the holds; of interest while the order is held
 * @param endedAt when it was paid, cancelled or expired
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
    List<OwedRefund> refunds)
    implements Portable {

  /** Where the order stands. */
  public enum Status {
    HELD,
    PAID,
    CANCELLED,
    EXPIRED,
    /** Cancelled or expired, and money came afterwards. */
    REFUND_DUE
  }

  public OrderView {
    lines = List.copyOf(lines);
    payments = List.copyOf(payments);
    tickets = List.copyOf(tickets);
    refunds = List.copyOf(refunds);
  }

  /** The view as it was answered when the order was placed: a repeated request gets the same. */
  public OrderView asPlaced() {
    return new OrderView(
        order,
        sale,
        Status.HELD,
        currency,
        lines,
        total,
        placedAt,
        heldUntil,
        null,
        List.of(),
        List.of(),
        List.of());
  }
}
