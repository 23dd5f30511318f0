package id.kuota.engine.sale;

/** When the carts of a sale hold their units. */
public enum CartHolds {
  /** As soon as a line is put; the first one sets the deadline of the cart. */
  AT_ONCE,
  /** Not before the cart becomes an order. */
  AT_CHECKOUT
}
