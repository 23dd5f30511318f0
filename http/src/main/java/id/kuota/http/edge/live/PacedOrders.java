package id.kuota.http.edge.live;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.SaleView;
import id.kuota.persistence.readmodel.LiveOrders;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the orders on their way, so seldom that it takes the database a twentieth of the time at
 * most: each second of a small sale, each ten seconds of one with a million payments. For one
 * caller at a time.
 */
final class PacedOrders {

  /** How many times as long as the last count took it is good for. */
  private static final long REST = 20;

  private final LiveSources sources;
  private final SaleId sale;
  private final LongSupplier nanoTime;
  private volatile @Nullable OrdersUnderway known;
  private volatile long due;

  PacedOrders(LiveSources sources, SaleId sale, LongSupplier nanoTime) {
    this.sources = sources;
    this.sale = sale;
    this.nanoTime = nanoTime;
  }

  /**
   * Returns the latest count, or counts anew if that is due. Empty while the terms of the sale
   * cannot be learned; fails if the database does not answer.
   */
  CompletionStage<Optional<OrdersUnderway>> latest() {
    OrdersUnderway counted = known;
    if (counted != null && nanoTime.getAsLong() - due < 0) {
      return CompletableFuture.completedStage(Optional.of(counted));
    }
    CompletionStage<Optional<SaleView>> terms =
        sources.sales().find(sale).exceptionally(late -> Optional.empty());
    return CompletableFuture.supplyAsync(this::count, sources.threads())
        .thenCombine(
            terms, (found, view) -> view.map(SaleView::terms).map(valid -> remember(valid, found)));
  }

  private LiveOrders.Underway count() {
    long since = nanoTime.getAsLong();
    LiveOrders.Underway found = sources.orders().apply(sale);
    long now = nanoTime.getAsLong();
    due = now + REST * (now - since);
    return found;
  }

  private OrdersUnderway remember(SaleTerms terms, LiveOrders.Underway found) {
    OrdersUnderway underway = OrdersUnderway.of(sale, terms, found);
    known = underway;
    return underway;
  }
}
