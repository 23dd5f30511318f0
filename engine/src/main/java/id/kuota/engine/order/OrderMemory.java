package id.kuota.engine.order;

/**
 * What this node knows of the orders in the journal without asking it. Whoever answers must be sure
 * of a "new"; of anything else it need not be.
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

  /** Whether the journal certainly has no event of this order. */
  boolean isNew(OrderId order);

  /** The order may be written at any time from now on: it is not new any more. */
  void doubt(OrderId order);
}
