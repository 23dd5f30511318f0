package id.kuota.http.edge.cancellation;

import id.kuota.engine.Engine;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.sale.Cancellation;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.telemetry.Outage;
import id.kuota.http.log.EdgeLog;
import id.kuota.persistence.readmodel.Cancellations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undoes the orders of cancelled events: one page of one sale in a round, round after round. It
 * walks through the orders that the read model shows as held or paid, and begins anew at the end,
 * at once while there is something to do, later and later while there is nothing. What fails is met
 * again on the next walk. It keeps nothing that a restart must know: two nodes that work at the
 * same moment do the same twice, which is harmless.
 */
public final class CancellationWorker {

  /** The questions to the read model; see {@link Cancellations}. */
  interface Orders {
    List<SaleId> sales(int limit);

    List<Cancellations.Pending> pending(
        SaleId sale, boolean usedToo, Optional<Cancellations.Pending> after, int limit);
  }

  /** Orders of one round; with {@link #PAUSE} this is 25 orders in a second at most. */
  static final int PAGE = 25;

  static final Duration PAUSE = Duration.ofSeconds(1);

  /** A walk without anything to do costs a look at every paid order of the sale. */
  static final Duration IDLE_MAX = Duration.ofMinutes(5);

  /** A sale that does not answer gives its turn to the others for so long. */
  private static final Duration UNREAD_PAUSE = Duration.ofSeconds(5);

  /** Orders that are undone at once, beside those of the buyers of other sales. */
  private static final int AT_ONCE = 5;

  /** Cancelled events that are looked after: the latest. */
  private static final int SALES_MAX = 100;

  private static final Logger LOG = LoggerFactory.getLogger(CancellationWorker.class);

  private final Outage trouble =
      new Outage(EdgeLog.CANCELLATION_STALLED, EdgeLog.CANCELLATION_GOES_ON, System::nanoTime);
  private final Engine engine;
  private final OrderUndoing undoing;
  private final Orders orders;
  private final BooleanSupplier isChosen;
  private final Executor blocking;
  private final Clock clock;
  private final AtomicBoolean working = new AtomicBoolean();

  /** Touched by one round at a time. */
  private final Map<SaleId, Walk> walks = new HashMap<>();

  /**
   * Where a walk through the orders of one sale stands.
   *
   * @param hasWorked whether it has undone an order
   * @param pause before the next walk, if this one has nothing to do
   */
  private record Walk(
      Optional<Cancellations.Pending> last, boolean hasWorked, Duration pause, Instant notBefore) {

    static final Walk FIRST = new Walk(Optional.empty(), false, PAUSE, Instant.EPOCH);

    /** Returns the walk that goes on later, since the sale or its orders cannot be read now. */
    Walk postponed(Instant now) {
      return new Walk(last, hasWorked, pause, now.plus(UNREAD_PAUSE));
    }

    Walk after(List<Cancellations.Pending> page, boolean worked, Instant now) {
      boolean did = hasWorked || worked;
      if (page.size() == PAGE) return new Walk(Optional.of(page.getLast()), did, pause, now);
      Duration longer = pause.multipliedBy(2);
      Duration next = did ? PAUSE : longer.compareTo(IDLE_MAX) < 0 ? longer : IDLE_MAX;
      return new Walk(Optional.empty(), false, next, now.plus(did ? PAUSE : pause));
    }
  }

  /**
   * @param isChosen whether this node works; asked before each round
   * @param blocking runs the questions; its threads may wait for the database
   */
  public CancellationWorker(
      Engine engine,
      Cancellations orders,
      BooleanSupplier isChosen,
      Executor blocking,
      Clock clock) {
    this(
        engine,
        new Orders() {
          @Override
          public List<SaleId> sales(int limit) {
            return orders.sales(limit);
          }

          @Override
          public List<Cancellations.Pending> pending(
              SaleId sale, boolean usedToo, Optional<Cancellations.Pending> after, int limit) {
            return orders.pending(sale, usedToo, after, limit);
          }
        },
        isChosen,
        blocking,
        clock);
  }

  CancellationWorker(
      Engine engine, Orders orders, BooleanSupplier isChosen, Executor blocking, Clock clock) {
    this.engine = engine;
    this.undoing = new OrderUndoing(engine);
    this.orders = orders;
    this.isChosen = isChosen;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** Works round after round, until the system ends. */
  public void workRegularly(ActorSystem<?> system) {
    system.scheduler().scheduleWithFixedDelay(PAUSE, PAUSE, this::begin, system.executionContext());
  }

  private void begin() {
    if (!isChosen.getAsBoolean() || !working.compareAndSet(false, true)) return;
    try {
      round().whenComplete((done, failure) -> ended(failure));
    } catch (RejectedExecutionException stopping) {
      working.set(false);
    }
  }

  private void ended(@Nullable Throwable failure) {
    if (failure == null) trouble.well(LOG);
    else trouble.failed(LOG, failure.toString());
    working.set(false);
  }

  /**
   * Undoes one page of the sale whose turn it is. The stage fails if the database does not answer.
   */
  CompletionStage<Void> round() {
    return CompletableFuture.supplyAsync(() -> orders.sales(SALES_MAX), blocking)
        .thenCompose(
            cancelled -> {
              walks.keySet().retainAll(cancelled);
              Instant now = clock.instant();
              return cancelled.stream()
                  .filter(sale -> !now.isBefore(walk(sale).notBefore()))
                  .min(Comparator.comparing(sale -> walk(sale).notBefore()))
                  .map(this::undo)
                  .orElseGet(() -> CompletableFuture.completedFuture(null));
            });
  }

  private Walk walk(SaleId sale) {
    return walks.getOrDefault(sale, Walk.FIRST);
  }

  /** The listing may be ahead of what this node has of the sale: then its turn comes again. */
  private CompletionStage<Void> undo(SaleId sale) {
    walks.put(sale, walk(sale).postponed(clock.instant()));
    return engine
        .sales()
        .find(sale)
        .thenCompose(
            found ->
                found
                    .flatMap(SaleView::cancellation)
                    .map(cancellation -> undo(sale, cancellation))
                    .orElseGet(() -> CompletableFuture.completedFuture(null)));
  }

  private CompletionStage<Void> undo(SaleId sale, Cancellation cancellation) {
    return CompletableFuture.supplyAsync(
            () -> orders.pending(sale, cancellation.usedToo(), walk(sale).last(), PAGE), blocking)
        .thenCompose(
            page ->
                undo(page, cancellation)
                    .thenAccept(
                        worked ->
                            walks.put(sale, walk(sale).after(page, worked, clock.instant()))));
  }

  /** Returns whether an order was undone. */
  private CompletionStage<Boolean> undo(
      List<Cancellations.Pending> page, Cancellation cancellation) {
    var lanes = new ArrayList<CompletableFuture<Boolean>>();
    for (int lane = 0; lane < Math.min(AT_ONCE, page.size()); lane++) {
      lanes.add(next(page, lane, cancellation, false).toCompletableFuture());
    }
    return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new))
        .thenApply(all -> lanes.stream().anyMatch(CompletableFuture::resultNow));
  }

  /** Every fifth order of the page, one after the other. */
  private CompletionStage<Boolean> next(
      List<Cancellations.Pending> page, int at, Cancellation cancellation, boolean worked) {
    if (at >= page.size()) return CompletableFuture.completedFuture(worked);
    return undo(page.get(at).order(), cancellation)
        .thenCompose(
            outcome ->
                next(
                    page,
                    at + AT_ONCE,
                    cancellation,
                    worked || outcome == OrderUndoing.Outcome.DONE));
  }

  private CompletionStage<OrderUndoing.Outcome> undo(OrderId order, Cancellation cancellation) {
    return undoing
        .undo(order, cancellation)
        .exceptionally(
            failure -> {
              trouble.failed(LOG, order + ": " + failure);
              return OrderUndoing.Outcome.LATER;
            });
  }
}
