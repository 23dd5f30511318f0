package id.kuota.engine.order;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.kuota.engine.Limits;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The orders in flight on this node. A request that would be refused now may be the retry of one
 * that was granted, or is about to be: then its order decides. Only for a request that is neither
 * is the refusal the whole answer, and no entity need be woken. Thread-safe.
 */
public final class InFlightPlacements {

  private static final CompletionStage<Boolean> NO = CompletableFuture.completedFuture(false);

  private final Set<OrderId> underWay = ConcurrentHashMap.newKeySet();

  /** Orders whose outcome stayed unknown, until it must be in the journal. */
  private final Cache<OrderId, Boolean> inDoubt;

  private final OrderExistence journal;
  private final BooleanSupplier seesAll;

  /**
   * Knows of no order yet.
   *
   * @param seesAll whether every order of the cluster is placed through this node: an order that
   *     another node places has nothing in the journal until it is granted, and only its entity
   *     knows of it
   */
  public InFlightPlacements(
      OrderExistence journal, BooleanSupplier seesAll, LongSupplier nanoTime) {
    this.journal = journal;
    this.seesAll = seesAll;
    this.inDoubt =
        Caffeine.newBuilder()
            .maximumSize(Limits.PLACEMENTS_IN_DOUBT_MAX)
            .expireAfterWrite(Limits.PLACEMENT_IN_DOUBT)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Returns whether the order certainly is neither placed nor being placed.
   *
   * @return fails if the journal cannot be read
   */
  public CompletionStage<Boolean> isNew(OrderId order) {
    // In this order: what is no longer in flight is in the journal before it is taken out here.
    if (mayBeInFlight(order)) return NO;
    return journal.mayExist(order).thenApply(exists -> !exists && !mayBeInFlight(order));
  }

  private boolean mayBeInFlight(OrderId order) {
    return !seesAll.getAsBoolean()
        || underWay.contains(order)
        || inDoubt.getIfPresent(order) != null;
  }

  /** Places an order. While its outcome is unknown, the order is not new. */
  public <T> CompletionStage<T> follow(OrderId order, Supplier<CompletionStage<T>> place) {
    underWay.add(order);
    return place
        .get()
        .whenComplete(
            (_, failure) -> {
              if (failure != null) inDoubt.put(order, true);
              underWay.remove(order);
            });
  }
}
