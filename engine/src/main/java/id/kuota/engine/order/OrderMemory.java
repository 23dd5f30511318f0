package id.kuota.engine.order;

/**
 * A node's knowledge of the orders in the journal, without a query. A "new" must be certain; any
 * other answer need not be.
 */
public interface OrderMemory {

  /** Knows nothing: every order is asked. */
  OrderMemory NONE =
      new OrderMemory() {
        @Override
        public boolean isNew(OrderId order) {
          return false;
        }

        @Override
        public void doubt(OrderId order) {}
      };

  /** Returns whether the journal certainly has no event of this order. */
  boolean isNew(OrderId order);

  /**
   * Returns whether the journal certainly has no event of this entity, of whatever type. "No" is
   * always right.
   *
   * @param type the name of the entity's type, as it stands in persistence ids
   */
  default boolean isNew(String type, String id) {
    return false;
  }

  /** The order may be written at any time from now on: it is not new any more. */
  void doubt(OrderId order);
}
