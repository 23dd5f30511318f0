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
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The sales that a node has in memory, and the ids of which it knows that they name none. A view is
 * served for {@link Limits#SALE_CACHED}; a change that goes through this node is seen at once, one
 * through another node within that time. While the entity does not answer, since its node has died,
 * the latest view is served for {@link Limits#SALE_STALE_MAX}.
 *
 * <p>Any client sends ids, so both are bounded, and so are the lookups in flight for ids that the
 * node has not seen to exist: of a flood of made-up ids some are refused, and never a sale that
 * buyers are asking about.
 *
 * <p>Thread-safe. Of many askers at the same moment one asks the entity and all get its answer.
 */
public final class SaleCatalog {

  private final Cache<SaleId, CompletableFuture<Optional<SaleView>>> views;
  private final Cache<SaleId, Known> existing;
  private final LongSupplier nanoTime;
  private final Semaphore strangers = new Semaphore(Limits.SALE_LOOKUPS_MAX);
  private final Function<SaleId, CompletionStage<Reply<SaleView, SaleRefusal>>> look;

  /** What an entity has answered, and when. */
  private record Known(SaleView view, long nanos) {}

  /**
   * @param look asks the entity
   */
  public SaleCatalog(
      Function<SaleId, CompletionStage<Reply<SaleView, SaleRefusal>>> look, LongSupplier nanoTime) {
    this.look = look;
    this.nanoTime = nanoTime;
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
    existing.put(view.sale(), new Known(view, nanoTime.getAsLong()));
    views.put(view.sale(), CompletableFuture.completedFuture(Optional.of(view)));
  }

  /** Asks the entity; a failure is not cached. */
  private void ask(SaleId sale, CompletableFuture<Optional<SaleView>> view) {
    latest(sale)
        .ifPresent(
            latest ->
                view.completeOnTimeout(
                    Optional.of(latest),
                    Limits.SALE_ANSWER_EXPECTED.toMillis(),
                    TimeUnit.MILLISECONDS));
    look.apply(sale)
        .whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                Optional<SaleView> found = viewOf(reply);
                found.ifPresent(it -> existing.put(sale, new Known(it, nanoTime.getAsLong())));
                // If the latest view was served meanwhile, the next caller gets this one.
                if (!view.complete(found)) {
                  views.asMap().replace(sale, view, CompletableFuture.completedFuture(found));
                }
              } else {
                views.asMap().remove(sale, view);
                view.completeExceptionally(failure);
              }
            });
  }

  private Optional<SaleView> latest(SaleId sale) {
    Known known = existing.getIfPresent(sale);
    return known != null && nanoTime.getAsLong() - known.nanos() < Limits.SALE_STALE_MAX.toNanos()
        ? Optional.of(known.view())
        : Optional.empty();
  }

  private static Optional<SaleView> viewOf(Reply<SaleView, SaleRefusal> reply) {
    return switch (reply) {
      case Reply.Answered<SaleView, SaleRefusal>(var view, var repeated) -> Optional.of(view);
      case Reply.Refused<SaleView, SaleRefusal>(var reason) -> Optional.empty();
    };
  }
}
