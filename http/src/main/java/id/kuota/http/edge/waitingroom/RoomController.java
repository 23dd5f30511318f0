package id.kuota.http.edge.waitingroom;

import id.kuota.engine.Engine;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.WaitingRoomTerms;
import id.kuota.engine.telemetry.Outage;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.engine.waitingroom.RoomPhase;
import id.kuota.http.log.EdgeLog;
import id.kuota.persistence.waitingroom.Room;
import id.kuota.persistence.waitingroom.WaitingRoomPasses;
import id.kuota.persistence.waitingroom.WaitingRooms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * Looks after all waiting rooms: freezes the entries of a room at the start of its sale, draws
 * their order, and lets people in. All that a successor must know is in the tables; of two that
 * work at one moment one lets people in, since the number moves by a conditional update.
 */
public final class RoomController {

  /** The age of what the controller found, after which it is written though nothing changed. */
  private static final Duration NEWS = Duration.ofSeconds(2);

  private static final Duration ENDED = Duration.ofMinutes(1);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(RoomController.class);

  private final Outage trouble =
      new Outage(EdgeLog.ROOMS_STALLED, EdgeLog.ROOMS_GO_ON, System::nanoTime);
  private final Engine engine;
  private final WaitingRooms store;
  private final WaitingRoomPasses passes;
  private final Letting letting;
  private final BooleanSupplier isChosen;
  private final Executor blocking;
  private final Clock clock;
  private final Runnable news;
  private final AtomicBoolean working = new AtomicBoolean();

  /** Touched by one round at a time. */
  private Instant sweptAt;

  /**
   * @param isChosen whether this node works; asked before each round
   */
  public RoomController(Engine engine, WaitingRoom room, BooleanSupplier isChosen, Clock clock) {
    this(
        engine,
        room.store(),
        room.passes(),
        isChosen,
        room.threads(),
        clock,
        () -> room.rooms().read());
  }

  RoomController(
      Engine engine,
      WaitingRooms store,
      WaitingRoomPasses passes,
      BooleanSupplier isChosen,
      Executor blocking,
      Clock clock,
      Runnable news) {
    this.engine = engine;
    this.store = store;
    this.passes = passes;
    this.letting = new Letting(store, passes);
    this.isChosen = isChosen;
    this.blocking = blocking;
    this.clock = clock;
    this.news = news;
    this.sweptAt = clock.instant();
  }

  /** Works round after round, until the system ends. */
  public void workRegularly(ActorSystem<?> system) {
    system
        .scheduler()
        .scheduleWithFixedDelay(Rooms.PAUSE, Rooms.PAUSE, this::begin, system.executionContext());
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

  /** Looks at every room once. The stage fails if the database does not answer. */
  CompletionStage<Void> round() {
    return CompletableFuture.supplyAsync(
            () -> {
              sweep();
              return store.latest(Rooms.ROOMS_MAX);
            },
            blocking)
        .thenCompose(rooms -> next(rooms, 0))
        .thenRunAsync(news, blocking);
  }

  private void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(sweptAt.plus(SWEEP))) return;
    if (!passes.sweep(now)) sweptAt = now;
  }

  /** One room after the other; one that fails does not stop the others. */
  private CompletionStage<Void> next(List<Room> rooms, int at) {
    if (at == rooms.size()) return CompletableFuture.completedFuture(null);
    Room room = rooms.get(at);
    if (hasLongEnded(room)) return next(rooms, at + 1);
    return engine
        .sales()
        .find(room.sale())
        .thenCompose(
            found ->
                found
                    .flatMap(
                        sale -> sale.terms().waitingRoom().map(terms -> look(room, sale, terms)))
                    .orElseGet(() -> CompletableFuture.completedFuture(null)))
        .exceptionally(
            failure -> {
              trouble.failed(LOG, room.sale() + ": " + failure);
              return null;
            })
        .thenCompose(done -> next(rooms, at + 1));
  }

  /** An ended sale may rest: its room is looked at once a minute. */
  private boolean hasLongEnded(Room room) {
    return room.found()
        .filter(found -> found.phase() == RoomPhase.ENDED)
        .filter(found -> clock.instant().isBefore(found.at().plus(ENDED)))
        .isPresent();
  }

  private CompletionStage<Void> look(Room room, SaleView sale, WaitingRoomTerms terms) {
    Instant now = clock.instant();
    boolean hasEnded = sale.sellingAt(now) == SaleView.Selling.ENDED;
    if (room.mix().isEmpty() && !hasEnded && !now.isBefore(sale.terms().opensAt())) {
      return CompletableFuture.runAsync(() -> draw(room, terms, now), blocking)
          .thenCompose(drawn -> found(room, phase(room, hasEnded), now));
    }
    if (room.mix().isEmpty() || hasEnded) return found(room, phase(room, hasEnded), now);
    return stock(sale).thenCompose(stock -> letIn(room, sale, terms, stock, now));
  }

  private static RoomPhase phase(Room room, boolean hasEnded) {
    return RoomPhase.of(room.freeze().isPresent(), false, hasEnded, false, 0, 0);
  }

  /** One step at each look: what the next one needs is read again. */
  private void draw(Room room, WaitingRoomTerms terms, Instant now) {
    if (room.freeze().isEmpty()) {
      store.freeze(room.sale(), now);
      return;
    }
    Optional<Room.Seal> seal = room.freeze().get().seal();
    if (seal.isEmpty()) {
      store.seal(room.sale());
      return;
    }
    Optional<Hash> later =
        switch (terms.mixing()) {
          case NONCES -> seal.map(Room.Seal::nonceHash);
          case BEACON -> room.beacon();
        };
    later.ifPresent(value -> store.draw(room, value));
  }

  private CompletionStage<Void> letIn(
      Room room, SaleView sale, WaitingRoomTerms terms, Stock stock, Instant now) {
    boolean isPaused = room.controls().paused() || sale.sellingAt(now) != SaleView.Selling.YES;
    RoomPhase phase = RoomPhase.of(true, true, false, isPaused, stock.free(), stock.held());
    int rate = room.controls().rate().orElse(terms.admittedPerMinute());
    CompletionStage<Optional<OpenHolds>> holds =
        phase == RoomPhase.ALL_TAKEN
            ? openHolds(sale).thenApply(Optional::of)
            : CompletableFuture.completedFuture(Optional.empty());
    return holds.thenAcceptAsync(
        open -> {
          long perMinute = letting.letIn(room, phase, rate, stock.free(), now);
          note(
              room,
              new Room.Found(
                  phase,
                  perMinute,
                  open.map(OpenHolds::count).orElse(0L),
                  open.flatMap(OpenHolds::next),
                  now));
        },
        blocking);
  }

  private CompletionStage<Void> found(Room room, RoomPhase phase, Instant now) {
    return CompletableFuture.runAsync(
        () -> note(room, new Room.Found(phase, 0, 0, Optional.empty(), now)), blocking);
  }

  private void note(Room room, Room.Found found) {
    boolean isNews =
        room.found()
            .filter(
                last ->
                    last.at().isAfter(found.at().minus(NEWS))
                        && last.phase() == found.phase()
                        && last.perMinute() == found.perMinute()
                        && last.openHolds() == found.openHolds()
                        && last.nextDeadline().equals(found.nextDeadline()))
            .isEmpty();
    if (isNews) store.note(room.sale(), found);
  }

  private CompletionStage<Stock> stock(SaleView sale) {
    return all(
            sale,
            (id, terms) ->
                engine
                    .quotas()
                    .availability(id)
                    .thenApply(
                        known ->
                            known
                                .map(news -> new Stock.Numbers(news.available(), news.held()))
                                .orElseGet(() -> new Stock.Numbers(terms.capacity(), 0))))
        .thenApply(numbers -> Stock.of(sale.terms(), numbers));
  }

  /**
   * Holds that may come back.
   *
   * @param next the earliest of their deadlines
   */
  private record OpenHolds(long count, Optional<Instant> next) {}

  private CompletionStage<OpenHolds> openHolds(SaleView sale) {
    return all(sale, (id, terms) -> engine.quotas().explain(id))
        .thenApply(
            views -> {
              List<QuotaView> known = views.values().stream().flatMap(Optional::stream).toList();
              return new OpenHolds(
                  known.stream().mapToLong(QuotaView::openHolds).max().orElse(0),
                  known.stream()
                      .flatMap(view -> Optional.ofNullable(view.nextDeadline()).stream())
                      .min(Instant::compareTo));
            });
  }

  private interface Question<T> {
    CompletionStage<T> ask(QuotaId id, QuotaTerms terms);
  }

  /** Asks all quotas of a sale at once; the answers are by the names of the quotas. */
  private static <T> CompletionStage<Map<String, T>> all(SaleView sale, Question<T> question) {
    SaleId id = sale.sale();
    var asked = new HashMap<String, CompletableFuture<T>>();
    for (QuotaTerms quota : sale.terms().quotas()) {
      asked.put(
          quota.name(),
          question.ask(QuotaId.shared(id.value(), quota.name()), quota).toCompletableFuture());
    }
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              var answers = new HashMap<String, T>();
              asked.forEach((name, answer) -> answers.put(name, answer.resultNow()));
              return answers;
            });
  }
}
