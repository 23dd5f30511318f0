package id.kuota.engine.cart;

import id.kuota.engine.ShortHash;
import id.kuota.engine.order.OrderId;

/**
 * The id of a cart: it cannot be guessed, and its holder may change the cart. Its letters are those
 * of the order that the cart may become.
 */
public record CartId(String value) {

  private static final String PREFIX = "crt_";
  private static final int LETTERS = 32;

  public CartId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a cart id: " + value);
    }
  }

  public static boolean isValid(String value) {
    return ShortHash.isForm(value, PREFIX, LETTERS);
  }

  /** Returns the cart that may become this order, if there is one. */
  public static CartId of(OrderId order) {
    return new CartId(PREFIX + order.value().substring(order.value().indexOf('_') + 1));
  }

  /** Returns the order that the cart may become, under whose id it holds. */
  public OrderId order() {
    return new OrderId("ord_" + value.substring(PREFIX.length()));
  }

  @Override
  public String toString() {
    return value;
  }
}
