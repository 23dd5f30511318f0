package id.kuota.engine.sale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.kuota.engine.Limits;
import id.kuota.engine.OverloadedException;
import id.kuota.engine.Reply;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The sales that a node has in memory, and the ids of which it knows that they name none. A view is
 * served for {@link Limits#SALE_CACHED}; a change that goes through this node is seen at once, one
 * through another node within that time.
 *
 * <p>Any client sends ids, so both are bounded, and so are the lookups in flight for ids that the
 * node has not seen to exist: of a flood of made-up ids some are refused, and never a sale that
 * buyers are asking about.
 *
 * <p>Thread-safe. Of many askers at the same moment one asks the entity and all get its answer.
 */
public final class SaleCatalog {

  private final Cache<SaleId, CompletableFuture<Optional<SaleView>>> views;
  private final Cache<SaleId, Boolean> existing;
  private final Semaphore strangers = new Semaphore(Limits.SALE_LOOKUPS_MAX);
  private final Function<SaleId, CompletionStage<Reply<SaleView, SaleRefusal>>> look;

  /**
   * @param look asks the entity
   */
  public SaleCatalog(
      Function<SaleId, CompletionStage<Reply<SaleView, SaleRefusal>>> look, LongSupplier nanoTime) {
    this.look = look;
    this.views = bounded(nanoTime).expireAfterWrite(Limits.SALE_CACHED).build();
    this.existing = bounded(nanoTime).expireAfterAccess(Limits.SALE_KNOWN).build();
  }

  private static Caffeine<Object, Object> bounded(LongSupplier nanoTime) {
    return Caffeine.newBuilder()
        .maximumSize(Limits.SALES_CACHED_MAX)
        .ticker(nanoTime::getAsLong)
        .executor(Runnable::run);
  }

  /**
   * Returns the sale; empty if there is none. Fails if the entity did not answer in time, and with
   * {@link OverloadedException} if too many unknown ids are being looked up.
   */
  public CompletionStage<Optional<SaleView>> find(SaleId sale) {
    CompletableFuture<Optional<SaleView>> known = views.getIfPresent(sale);
    if (known != null) return known;
    boolean isStranger = existing.getIfPresent(sale) == null;
    if (isStranger && !strangers.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new OverloadedException("too many sales are being looked up"));
    }
    var view = new CompletableFuture<Optional<SaleView>>();
    var asked = views.asMap().putIfAbsent(sale, view);
    if (asked == null) ask(sale, view);
    CompletableFuture<Optional<SaleView>> answer = asked == null ? view : asked;
    return isStranger ? answer.whenComplete((_, _) -> strangers.release()) : answer;
  }

  /** Takes over what the entity has just answered to an operator on this node. */
  public void put(SaleView view) {
    existing.put(view.sale(), true);
    views.put(view.sale(), CompletableFuture.completedFuture(Optional.of(view)));
  }

  /** Asks the entity; a failure is not cached. */
  private void ask(SaleId sale, CompletableFuture<Optional<SaleView>> view) {
    look.apply(sale)
        .whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                Optional<SaleView> found = viewOf(reply);
                if (found.isPresent()) existing.put(sale, true);
                view.complete(found);
              } else {
                views.asMap().remove(sale, view);
                view.completeExceptionally(failure);
              }
            });
  }

  private static Optional<SaleView> viewOf(Reply<SaleView, SaleRefusal> reply) {
    return switch (reply) {
      case Reply.Answered<SaleView, SaleRefusal>(var view, var repeated) -> Optional.of(view);
      case Reply.Refused<SaleView, SaleRefusal>(var reason) -> Optional.empty();
    };
  }
}
