package id.kuota.engine.order;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The orders in flight on this node. A request that would be refused now may be the retry of one
 * that was granted, or is about to be: then its order decides. Only for a request that is neither
 * is the refusal the whole answer, and no entity need be woken. Thread-safe.
 */
public final class InFlightPlacements {

  private final Set<OrderId> underWay = ConcurrentHashMap.newKeySet();
  private final OrderMemory memory;

  public InFlightPlacements(OrderMemory memory) {
    this.memory = memory;
  }

  /**
   * Returns whether the order is neither placed nor being placed, as far as this node can be sure.
   */
  public boolean isNew(OrderId order) {
    // In this order: what is no longer under way is in the memory before it is taken out here.
    return !underWay.contains(order) && memory.isNew(order);
  }

  /** Returns what this node knows of the journal. */
  public OrderMemory memory() {
    return memory;
  }

  /** Places an order. If the outcome stays unknown, the order is not new any more. */
  public <T> CompletionStage<T> follow(OrderId order, Supplier<CompletionStage<T>> place) {
    underWay.add(order);
    return place
        .get()
        .whenComplete(
            (_, failure) -> {
              if (failure != null) memory.doubt(order);
              underWay.remove(order);
            });
  }
}
