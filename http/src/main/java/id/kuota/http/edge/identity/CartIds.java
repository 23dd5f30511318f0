package id.kuota.http.edge.identity;

import id.kuota.engine.ShortHash;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderId;
import java.util.Optional;

/**
 * Makes cart ids and knows its own. They are made like those of orders and hold as much against a
 * guess, and each has the letters of the order that the cart may become.
 */
public final class CartIds {

  private static final String CART = "crt_";
  private static final String ORDER = "ord_";
  private static final int BODY_LETTERS = 26;

  private final ServerSecret secret;
  private final OrderIds orders;

  public CartIds(ServerSecret secret) {
    this.secret = secret;
    this.orders = new OrderIds(secret);
  }

  /**
   * Returns the cart that this buyer opens with this key; no order without a cart has its letters.
   */
  public CartId of(BuyerKey buyer, String idempotencyKey) {
    return of(buyer, idempotencyKey, ApiClient.ANY);
  }

  /** Returns the cart that this client opens for this buyer with this key. */
  public CartId of(BuyerKey buyer, String idempotencyKey, ApiClient client) {
    String names = "cart\n" + buyer.value() + "\n" + idempotencyKey + client.line();
    return of(orders.ofBody(ShortHash.encode(secret.hash(names), BODY_LETTERS)));
  }

  /** Returns the cart of this id, if the id was made here. */
  public Optional<CartId> parse(String id) {
    if (!CartId.isValid(id)) return Optional.empty();
    return orders.parse(ORDER + id.substring(CART.length())).map(CartIds::of);
  }

  private static CartId of(OrderId order) {
    return new CartId(CART + order.value().substring(ORDER.length()));
  }
}
