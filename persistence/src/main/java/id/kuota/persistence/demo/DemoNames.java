package id.kuota.persistence.demo;

import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderId;

/** Makes the keys and ids that the edge would make, so that the edge finds what it is asked for. */
public interface DemoNames {

  /** Returns the key of the buyer with this number; one buyer places one order. */
  BuyerKey buyer(int number);

  /** Returns the order of the buyer with this number. */
  OrderId order(int number);
}
