package id.kuota.http.edge.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.telemetry.Outage;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.engine.waitingroom.Shuffle;
import id.kuota.http.log.EdgeLog;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import id.kuota.persistence.waitingroom.Room;
import id.kuota.persistence.waitingroom.WaitingRooms;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The waiting rooms in the memory of this node, read from the database twice a second; the order of
 * a room is worked out once. Thread-safe; looking never blocks.
 */
final class Rooms {

  /** Rooms in memory, those that were created last; an order of a million takes 20 MB. */
  static final int ROOMS_MAX = 50;

  static final Duration PAUSE = Duration.ofMillis(500);

  /** Without news for this time the room does not work. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(15);

  private static final int SEED_BYTES = 32;
  private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);

  private final Outage trouble =
      new Outage(EdgeLog.ROOMS_UNREAD, EdgeLog.ROOMS_READ_AGAIN, System::nanoTime);
  private final SecureRandom chance = new SecureRandom();
  private final AtomicBoolean reading = new AtomicBoolean();
  private final Map<SaleId, Shuffle> shuffles = new ConcurrentHashMap<>();
  private final Set<SaleId> loading = ConcurrentHashMap.newKeySet();
  private final WaitingRooms store;
  private final Executor threads;
  private final Clock clock;
  private volatile Map<SaleId, Room> rooms = Map.of();
  private volatile Instant readAt;

  /**
   * @param threads may wait for the database
   */
  Rooms(WaitingRooms store, Executor threads, Clock clock) {
    this.store = store;
    this.threads = threads;
    this.clock = clock;
    this.readAt = clock.instant();
  }

  /** Reads the rooms again and again, until the system ends. */
  void readRegularly(ActorSystem<?> system) {
    system
        .scheduler()
        .scheduleWithFixedDelay(Duration.ZERO, PAUSE, this::begin, system.executionContext());
  }

  private void begin() {
    if (!reading.compareAndSet(false, true)) return;
    try {
      threads.execute(
          () -> {
            try {
              read();
              trouble.well(LOG);
            } catch (ReadModelUnavailableException e) {
              trouble.failed(LOG, e.getMessage());
            } finally {
              reading.set(false);
            }
          });
    } catch (RejectedExecutionException stopping) {
      reading.set(false);
    }
  }

  /** Reads the rooms now, on a thread that may wait. */
  synchronized void read() {
    var found = new HashMap<SaleId, Room>();
    for (Room room : store.latest(ROOMS_MAX)) found.put(room.sale(), room);
    rooms = found;
    readAt = clock.instant();
    shuffles.keySet().retainAll(found.keySet());
    found.values().stream().filter(this::lacksItsOrder).forEach(this::beginToLoad);
  }

  private boolean lacksItsOrder(Room room) {
    return room.mix().isPresent() && !shuffles.containsKey(room.sale());
  }

  private void beginToLoad(Room room) {
    if (!loading.add(room.sale())) return;
    try {
      threads.execute(() -> load(room));
    } catch (RejectedExecutionException stopping) {
      loading.remove(room.sale());
    }
  }

  private void load(Room room) {
    try {
      byte[] ids = store.frozenIds(room.sale());
      shuffles.put(room.sale(), Shuffle.of(room.mix().orElseThrow(), ids));
    } catch (ReadModelUnavailableException e) {
      trouble.failed(LOG, e.getMessage()); // The next read begins anew.
    } finally {
      loading.remove(room.sale());
    }
  }

  /** Returns the room as it was half a second ago, or a little more. */
  Optional<RoomView> find(SaleId sale) {
    return Optional.ofNullable(rooms.get(sale))
        .map(room -> new RoomView(room, Optional.ofNullable(shuffles.get(sale))));
  }

  /**
   * Returns the room of a sale whose terms have one, and creates it the first time. Fails with
   * {@link ReadModelUnavailableException} if the database does not answer.
   */
  CompletionStage<Optional<RoomView>> ensure(SaleId sale) {
    Optional<RoomView> known = find(sale);
    if (known.isPresent()) return CompletableFuture.completedFuture(known);
    return CompletableFuture.supplyAsync(
        () -> {
          var seed = new byte[SEED_BYTES];
          chance.nextBytes(seed);
          store.ensure(sale, Hash.of(seed), clock.instant());
          read();
          return find(sale);
        },
        threads);
  }

  /**
   * Returns whether the room of a sale that has begun does not work: this node cannot read it, or
   * no controller has looked after it lately.
   */
  boolean isOutOfOrder(SaleId sale) {
    Instant since = clock.instant().minus(SILENCE_MAX);
    if (readAt.isBefore(since)) return true;
    return find(sale)
        .flatMap(view -> view.room().found())
        .filter(found -> found.at().isBefore(since))
        .isPresent();
  }
}
