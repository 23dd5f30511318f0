package id.kuota.engine.cart;

/** Why a cart says no, in order of precedence. */
public enum CartRefusal {
  /** There is no cart of this id. */
  CART_UNKNOWN,
  /** The same Idempotency-Key came with another content before. */
  KEY_REUSED,
  /** The cart is being changed or checked out at this moment. */
  IN_PROGRESS,
  /** There is no sale of this name. */
  SALE_UNKNOWN,
  /** The sale has no such offer. */
  OFFER_UNKNOWN,
  /** The deadline of the cart has passed; it holds nothing any more. */
  CART_EXPIRED,
  /** The cart has become an order. */
  CART_CHECKED_OUT,
  /** There is nothing to check out. */
  CART_EMPTY,
  /** The cart has as many lines as an order may have. */
  TOO_MANY_LINES,
  /** An order of the same content is refused; its reason stands beside. */
  ORDER_REFUSED
}
