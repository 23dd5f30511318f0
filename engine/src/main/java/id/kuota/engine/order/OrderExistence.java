package id.kuota.engine.order;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The port by which a node looks up whether the journal has an order, without its entity. */
@FunctionalInterface
public interface OrderExistence {

  /** Looks nothing up: every order may exist. */
  OrderExistence UNKNOWN = order -> CompletableFuture.completedFuture(true);

  /**
   * Returns whether the journal may have an event of this order. "No" is certain, whichever node
   * writes; what is acknowledged before the call is found.
   *
   * @return fails if the journal cannot be read; what follows on it may run in any thread
   */
  CompletionStage<Boolean> mayExist(OrderId order);
}
