package id.kuota.engine.cart;

import id.kuota.engine.ClusterMessage;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.SaleId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the outside may see of a cart.
 *
 * @param lines none when the cart is expired
 * @param total in the currency's smallest unit
 * @param held whether the units of the lines are held for the buyer at this moment
 * @param until the deadline of the cart
 * @param order what the cart has become; null until it is checked out
 */
public record CartView(
    CartId cart,
    SaleId sale,
    Status status,
    CartHolds holds,
    String currency,
    List<OrderLine> lines,
    long total,
    boolean held,
    Instant openedAt,
    Instant until,
    @Nullable OrderId order)
    implements ClusterMessage {

  /** Where the cart stands. */
  public enum Status {
    OPEN,
    CHECKING_OUT,
    CHECKED_OUT,
    EXPIRED
  }

  public CartView {
    lines = List.copyOf(lines);
  }
}
