package id.kuota.http.edge.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.Sales;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.RoomTokens;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.waitingroom.SpentPass;
import id.kuota.persistence.waitingroom.WaitingRoomControls;
import id.kuota.persistence.waitingroom.WaitingRoomEntries;
import id.kuota.persistence.waitingroom.WaitingRoomPasses;
import id.kuota.persistence.waitingroom.WaitingRoomTables;
import id.kuota.persistence.waitingroom.WaitingRooms;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The waiting rooms of one node: what it has in memory, and its writes. Thread-safe; no method
 * blocks.
 */
public final class WaitingRoom implements RoomDoor.Memory, AutoCloseable {

  /** Reading, entries, passes, and one that may take seconds to seal or load a large room. */
  private static final int THREADS = 4;

  private static final int BATCH_MAX = 2_000;
  private static final int WAITING_MAX = 20_000;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("kuota-room-", 0).daemon().factory());
  private final WaitingRooms store;
  private final WaitingRoomEntries entries;
  private final WaitingRoomPasses passes;
  private final WaitingRoomControls controls;
  private final Rooms rooms;
  private final Clock clock;
  private final BatchedWrites<Wanted, OptionalLong> entering;
  private final BatchedWrites<SpentPass, Boolean> spending;
  private final BatchedWrites<Held, Boolean> holding;

  private record Wanted(Target target, EntryId entry, Hash nonce) {}

  /** What the entries of one statement have in common. */
  private record Target(SaleId sale, Instant startsAt, boolean takesNew) {}

  private record Held(WaitingRoomPasses.Holder holder, long units) {}

  public WaitingRoom(WaitingRoomTables tables, Clock clock) {
    this.store = tables.rooms();
    this.entries = tables.entries();
    this.passes = tables.passes();
    this.controls = tables.controls();
    this.clock = clock;
    this.rooms = new Rooms(store, threads, clock);
    this.entering = new BatchedWrites<>(this::enterAll, threads, BATCH_MAX, WAITING_MAX);
    this.spending = new BatchedWrites<>(this::spendAll, threads, BATCH_MAX, WAITING_MAX);
    this.holding = new BatchedWrites<>(this::holdAll, threads, BATCH_MAX, WAITING_MAX);
  }

  /** Reads the rooms again and again, until the system ends. */
  public void readRegularly(ActorSystem<?> system) {
    rooms.readRegularly(system);
  }

  /** Returns the routes of buyers and operators. */
  public List<RouteGroup> routes(
      Sales sales, BuyerKeys buyers, RoomTokens tokens, OperatorDoor operator) {
    var finder = new RoomFinder(sales, this);
    return List.of(
        new WaitingRoomRoutes(finder, this, buyers, tokens, clock),
        new RoomAdminRoutes(finder, this, tokens, operator, clock),
        new BundleRoute(finder, this),
        new RoomPageRoutes(finder, this, buyers, tokens, clock));
  }

  Rooms rooms() {
    return rooms;
  }

  WaitingRooms store() {
    return store;
  }

  WaitingRoomPasses passes() {
    return passes;
  }

  WaitingRoomControls controls() {
    return controls;
  }

  /** Runs what waits for the database. */
  ExecutorService threads() {
    return threads;
  }

  /**
   * Enters a person, or finds the entry that is there.
   *
   * @param takesNew whether a person who is not there enters
   * @return the number, 0 before the freeze and for a frozen entry; empty if the person did not
   *     enter, since the room is full or takes no one
   */
  CompletionStage<OptionalLong> enter(
      SaleId sale, EntryId entry, Hash nonce, Instant startsAt, boolean takesNew) {
    return entering.submit(new Wanted(new Target(sale, startsAt, takesNew), entry, nonce));
  }

  /** Spends a pass; returns whether this request has spent it, now or before. */
  CompletionStage<Boolean> spend(SpentPass pass) {
    return spending.submit(pass);
  }

  @Override
  public boolean isOutOfOrder(SaleId sale) {
    return rooms.isOutOfOrder(sale);
  }

  /** Notes that a person holds units. What is lost of it makes admission a little slower. */
  @Override
  public void held(SaleId sale, EntryId entry, long units) {
    var _ = holding.submit(new Held(new WaitingRoomPasses.Holder(sale, entry), units));
  }

  private List<OptionalLong> enterAll(List<Wanted> batch) {
    var wanted = new LinkedHashMap<Target, Map<EntryId, Hash>>();
    for (Wanted one : batch) {
      wanted
          .computeIfAbsent(one.target(), target -> new LinkedHashMap<>())
          .putIfAbsent(one.entry(), one.nonce());
    }
    var numbers = new HashMap<Target, Map<EntryId, Long>>();
    wanted.forEach(
        (target, people) ->
            numbers.put(
                target,
                entries.enter(
                    target.sale(), people, target.startsAt(), target.takesNew(), clock.instant())));
    var answers = new ArrayList<OptionalLong>(batch.size());
    for (Wanted one : batch) {
      Long number = numbers.getOrDefault(one.target(), Map.of()).get(one.entry());
      answers.add(number == null ? OptionalLong.empty() : OptionalLong.of(number));
    }
    return answers;
  }

  private List<Boolean> spendAll(List<SpentPass> batch) {
    return passes.spend(batch, clock.instant());
  }

  private List<Boolean> holdAll(List<Held> batch) {
    var units = new HashMap<WaitingRoomPasses.Holder, Long>();
    batch.forEach(held -> units.merge(held.holder(), held.units(), Long::sum));
    passes.held(units, clock.instant());
    return batch.stream().map(held -> true).toList();
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
