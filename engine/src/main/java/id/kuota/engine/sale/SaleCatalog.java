package id.kuota.engine.sale;

import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The sales that a node has in memory. A view is served for {@link Limits#SALE_CACHED}; a change
 * that goes through this node is seen at once, one through another node within that time.
 *
 * <p>Thread-safe. Of many askers at the same moment one asks the entity and all get its answer.
 */
public final class SaleCatalog {

  private record Entry(CompletableFuture<Optional<SaleView>> view, long sinceNanos) {}

  private final Map<SaleId, Entry> entries = new ConcurrentHashMap<>();
  private final Function<SaleId, CompletionStage<Reply<SaleView, SaleRefusal>>> look;
  private final LongSupplier nanoTime;

  /**
   * @param look asks the entity
   */
  public SaleCatalog(
      Function<SaleId, CompletionStage<Reply<SaleView, SaleRefusal>>> look, LongSupplier nanoTime) {
    this.look = look;
    this.nanoTime = nanoTime;
  }

  /** The sale; empty if there is none. Fails if the entity did not answer in time. */
  public CompletionStage<Optional<SaleView>> find(SaleId sale) {
    long now = nanoTime.getAsLong();
    Entry entry = entries.get(sale);
    if (entry != null && isFresh(entry, now)) {
      return entry.view();
    }
    if (entries.size() >= Limits.SALES_CACHED_MAX) {
      entries.values().removeIf(old -> !isFresh(old, now));
    }
    return entries
        .compute(sale, (id, known) -> known != null && isFresh(known, now) ? known : ask(id, now))
        .view();
  }

  /** Takes over what the entity has just answered to an operator on this node. */
  public void put(SaleView view) {
    entries.put(
        view.sale(),
        new Entry(CompletableFuture.completedFuture(Optional.of(view)), nanoTime.getAsLong()));
  }

  private Entry ask(SaleId sale, long now) {
    return new Entry(look.apply(sale).thenApply(SaleCatalog::viewOf).toCompletableFuture(), now);
  }

  private static Optional<SaleView> viewOf(Reply<SaleView, SaleRefusal> reply) {
    return switch (reply) {
      case Reply.Answered<SaleView, SaleRefusal>(var view, var repeated) -> Optional.of(view);
      case Reply.Refused<SaleView, SaleRefusal>(var reason) -> Optional.empty();
    };
  }

  private static boolean isFresh(Entry entry, long now) {
    return now - entry.sinceNanos() < Limits.SALE_CACHED.toNanos()
        && !entry.view().isCompletedExceptionally();
  }
}
