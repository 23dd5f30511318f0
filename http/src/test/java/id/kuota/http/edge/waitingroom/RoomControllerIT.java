package id.kuota.http.edge.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.WaitingRoomTerms;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.engine.waitingroom.RoomPhase;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.waitingroom.ControlChange;
import id.kuota.persistence.waitingroom.Room;
import id.kuota.persistence.waitingroom.WaitingRoomTables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The controller's looks at a room, one after the other, on a real PostgreSQL. */
final class RoomControllerIT {

  private static final Hash SEED = new Hash("ab".repeat(32));
  private static final Instant STARTS = Samples.NOW.minus(Duration.ofHours(1));

  private final EmbeddedDatabase embedded = EmbeddedDatabase.temporary();
  private final Database database = Database.open(embedded.settings());
  private final WaitingRoomTables tables = WaitingRoomTables.of(database.dataSource());
  private final StubEngine engine = new StubEngine();
  private Instant now = STARTS.minusSeconds(60);
  private final RoomController controller =
      new RoomController(
          engine.engine(),
          tables.rooms(),
          tables.passes(),
          () -> true,
          Runnable::run,
          new ManualClock(),
          () -> {});

  private final class ManualClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("not asked for " + zone);
    }
  }

  @BeforeEach
  void aCrowdOfThirty() {
    database.migrate();
    engine.sales.put(Samples.SALE, Samples.withRoom(SaleView.Phase.OPEN));
    stock(100, 0, 0);
    tables.rooms().ensure(Samples.SALE, SEED, now);
    for (int i = 1; i <= 30; i++) enter(i);
  }

  @AfterEach
  void stop() {
    database.close();
    embedded.close();
  }

  @Test
  void aRoomIsFrozenSealedDrawnAndThenLetsInAtItsRate() {
    assertThat(look().phase()).isEqualTo(RoomPhase.PREQUEUE);
    assertThat(room().freeze()).isEmpty();
    now = STARTS;
    look();
    assertThat(room().freeze()).get().extracting(Room.Freeze::entries).isEqualTo(30L);
    look();
    assertThat(room().freeze().orElseThrow().seal()).isPresent();
    assertThat(room().mix()).isEmpty();
    look();
    assertThat(room().mix()).isPresent();
    assertThat(look().phase()).isEqualTo(RoomPhase.OPEN);
    assertThat(room().admittedUpTo()).as("600 in a minute, saved for 2 s").isEqualTo(20);
    now = now.plusMillis(500);
    look();
    assertThat(room().admittedUpTo()).isEqualTo(25);
  }

  @Test
  void noMoreAreLetInThanUnitsAreFree() {
    stock(3, 0, 0);
    open();
    assertThat(room().admittedUpTo()).isEqualTo(3);
    now = now.plusSeconds(2);
    look();
    assertThat(room().admittedUpTo()).as("they are expected").isEqualTo(3);
    now = now.plusSeconds(3);
    look();
    assertThat(room().admittedUpTo()).as("none of them has come").isGreaterThan(3);
  }

  @Test
  void allAreToldThatAllIsTakenAndThatAllIsSold() {
    open();
    stock(10, 10, 0);
    Room.Found taken = look();
    assertThat(taken.phase()).isEqualTo(RoomPhase.ALL_TAKEN);
    assertThat(taken.openHolds()).isEqualTo(1);
    assertThat(taken.nextDeadline()).contains(Samples.NOW.plusSeconds(60));
    long before = room().admittedUpTo();
    stock(10, 0, 10);
    assertThat(look().phase()).isEqualTo(RoomPhase.SOLD_OUT);
    assertThat(room().admittedUpTo()).isEqualTo(before);
    engine.sales.put(Samples.SALE, Samples.withRoom(SaleView.Phase.CLOSED));
    assertThat(look().phase()).isEqualTo(RoomPhase.ENDED);
  }

  @Test
  void aPausedRoomAndAPausedSaleLetNoOneIn() {
    engine.sales.put(Samples.SALE, Samples.withRoom(SaleView.Phase.PAUSED));
    open();
    assertThat(look().phase()).isEqualTo(RoomPhase.PAUSED);
    engine.sales.put(Samples.SALE, Samples.withRoom(SaleView.Phase.OPEN));
    steer(OptionalInt.empty(), Optional.of(true));
    assertThat(look().phase()).isEqualTo(RoomPhase.PAUSED);
    assertThat(room().admittedUpTo()).isZero();
    steer(OptionalInt.of(60), Optional.of(false));
    assertThat(look().phase()).isEqualTo(RoomPhase.OPEN);
    assertThat(room().admittedUpTo()).as("one in a second, saved for 2 s").isEqualTo(2);
  }

  @Test
  void aRoomThatAwaitsABeaconIsDrawnFromIt() {
    SaleView sale = Samples.withRoom(SaleView.Phase.OPEN);
    WaitingRoomTerms terms = sale.terms().waitingRoom().orElseThrow();
    var beacon =
        new WaitingRoomTerms(
            terms.opensAt(), 600, WaitingRoomTerms.Mixing.BEACON, terms.onFailure());
    engine.sales.put(
        Samples.SALE,
        new SaleView(
            sale.sale(),
            sale.terms().with(beacon),
            sale.lists(),
            sale.phase(),
            sale.revision(),
            sale.history()));
    open();
    assertThat(look().phase()).isEqualTo(RoomPhase.SHUFFLING);
    var value = new Hash("0f".repeat(32));
    assertThat(tables.controls().setBeacon(Samples.SALE, value, "round 1", "op", now)).isTrue();
    look();
    assertThat(room().mix()).contains(Hash.ofAll(SEED.bytes(), value.bytes()));
  }

  /** Looks until the order is drawn, and once more. */
  private void open() {
    now = STARTS;
    for (int looks = 0; looks < 4; looks++) look();
  }

  private Room.Found look() {
    controller.round().toCompletableFuture().resultNow();
    return room().found().orElseThrow();
  }

  private Room room() {
    return tables.rooms().latest(1).getFirst();
  }

  private void enter(int who) {
    tables
        .entries()
        .enter(
            Samples.SALE,
            Map.of(new EntryId(who, who), new Hash("%032x".formatted(who))),
            STARTS,
            true,
            now);
  }

  private void steer(OptionalInt rate, Optional<Boolean> paused) {
    tables
        .controls()
        .set(
            Samples.SALE,
            new ControlChange(
                rate, paused, Optional.empty(), Optional.empty(), Optional.empty(), "op", "test"),
            now);
  }

  private void stock(long capacity, long held, long sold) {
    for (String name : new String[] {"cat1", "cat2"}) {
      QuotaView view = Samples.quota(name, capacity, held, sold);
      engine.quotas.put(view.quota(), view);
    }
  }
}
