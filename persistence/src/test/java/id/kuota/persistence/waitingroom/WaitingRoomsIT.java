package id.kuota.persistence.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.engine.waitingroom.RoomPhase;
import id.kuota.engine.waitingroom.Shuffle;
import id.kuota.persistence.projection.SalesDatabase;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables of waiting rooms on a real PostgreSQL: entries, the freeze, admission, passes. */
final class WaitingRoomsIT {

  private static final SaleId SALE = new SaleId("concert");
  private static final Instant START = Instant.parse("2026-12-01T12:00:00Z");
  private static final Instant BEFORE = START.minusSeconds(60);
  private static final Instant AFTER = START.plusSeconds(60);
  private static final Hash SEED = new Hash("ab".repeat(32));

  private final SalesDatabase database = new SalesDatabase();
  private final WaitingRooms rooms = new WaitingRooms(database.source());
  private final WaitingRoomEntries entries = new WaitingRoomEntries(database.source(), 100);
  private final WaitingRoomPasses passes = new WaitingRoomPasses(database.source());

  @BeforeEach
  void aRoom() {
    rooms.ensure(SALE, SEED, BEFORE);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aRoomIsCreatedOnceAndKeepsItsSeed() {
    rooms.ensure(SALE, new Hash("cd".repeat(32)), AFTER);
    assertThat(rooms.latest(5))
        .singleElement()
        .satisfies(
            room -> {
              assertThat(room.seed()).isEqualTo(SEED);
              assertThat(room.createdAt()).isEqualTo(BEFORE);
              assertThat(room.lastNumber()).isZero();
              assertThat(room.found()).isEmpty();
            });
  }

  @Test
  void entriesBeforeTheStartHaveNoNumberAndLaterOnesFollowInTheirOrder() {
    assertThat(enter(BEFORE, 5, 3, 9)).containsOnly(at(5, 0), at(3, 0), at(9, 0));
    assertThat(enter(BEFORE, 3, 4)).containsOnly(at(3, 0), at(4, 0));
    assertThat(room().entries()).isEqualTo(4);
    assertThat(enter(START, 30, 3, 20)).containsOnly(at(30, 5), at(3, 0), at(20, 6));
    assertThat(enter(AFTER, 20, 10)).containsOnly(at(20, 6), at(10, 7));
    assertThat(room().freeze()).get().extracting(Room.Freeze::entries).isEqualTo(4L);
    assertThat(room().lastNumber()).isEqualTo(7);
  }

  @Test
  void theOrderOfTheFrozenEntriesIsDrawnOnceFromWhatIsSealed() {
    enter(BEFORE, 5, 3, 9);
    rooms.draw(room(), SEED);
    assertThat(room().mix()).as("nothing is sealed").isEmpty();
    rooms.freeze(SALE, START);
    rooms.freeze(SALE, AFTER);
    enter(AFTER, 1);
    rooms.seal(SALE);
    Room.Seal seal = room().freeze().orElseThrow().seal().orElseThrow();
    rooms.draw(room(), seal.nonceHash());
    Hash mix = room().mix().orElseThrow();
    assertThat(mix).isEqualTo(Hash.ofAll(SEED.bytes(), seal.nonceHash().bytes()));
    rooms.draw(room(), SEED);
    rooms.seal(SALE);
    assertThat(room().mix()).contains(mix);
    Shuffle shuffle = Shuffle.of(mix, rooms.frozenIds(SALE));
    var numbers = new TreeSet<Long>();
    for (long id : new long[] {5, 3, 9}) numbers.add(shuffle.numberOf(id(id)).orElseThrow());
    assertThat(numbers).containsExactly(1L, 2L, 3L);
    assertThat(shuffle.numberOf(id(1))).isEmpty();
    assertThat(room().freeze().orElseThrow().at()).isEqualTo(START);
  }

  @Test
  void aFullRoomTakesNoOneMoreAndForgetsNoOne() {
    long[] all = LongStream.rangeClosed(1, 100).toArray();
    assertThat(enter(BEFORE, all)).hasSize(100);
    assertThat(enter(BEFORE, 7, 101)).containsOnlyKeys(id(7));
    assertThat(room().entries()).isEqualTo(100);
  }

  @Test
  void manyNodesGiveEachLateEntryANumberOfItsOwnWithoutAGap() throws Exception {
    var asked = new ArrayList<Callable<Map<EntryId, Long>>>();
    for (int node = 0; node < 8; node++) {
      long from = node * 10L;
      asked.add(() -> enter(AFTER, LongStream.range(from, from + 12).toArray()));
    }
    var numbers = new TreeSet<Long>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Map<EntryId, Long>> entered : threads.invokeAll(asked)) {
        numbers.addAll(entered.get().values());
      }
    }
    assertThat(numbers).containsExactlyElementsOf(LongStream.rangeClosed(1, 82).boxed().toList());
  }

  @Test
  void theLastNumberMovesOnlyForwardAndForOneController() {
    Room seen = room();
    assertThat(rooms.admit(seen, 5, START)).isTrue();
    assertThat(rooms.admit(seen, 9, START)).as("another has moved it").isFalse();
    assertThat(room().admittedUpTo()).isEqualTo(5);
    var found = new Room.Found(RoomPhase.ALL_TAKEN, 5, 3, Optional.of(AFTER), START);
    rooms.note(SALE, found);
    assertThat(room().found()).contains(found);
  }

  @Test
  void aPassIsSpentOnceAndARequestMayBeRepeated() {
    SpentPass pass = pass(1, 1, "key");
    assertThat(passes.spend(List.of(pass, pass(2, 2, "other")), START)).containsExactly(true, true);
    assertThat(passes.spend(List.of(pass(1, 1, "thief"), pass), AFTER))
        .containsExactly(false, true);
    assertThat(passes.spend(List.of(pass(3, 3, "a"), pass(3, 3, "b")), AFTER))
        .as("two at the same moment")
        .containsExactly(true, false);
  }

  @Test
  void figuresTellWhoCameWhoChoosesAndWhoHolds() {
    assertThat(rooms.admit(room(), 10, START)).isTrue();
    Instant now = START.plusSeconds(30);
    passes.spend(List.of(pass(1, 1, "a"), pass(2, 2, "b"), pass(3, 3, "c")), now);
    assertThat(rooms.admit(room(), 14, now)).isTrue();
    passes.spend(List.of(pass(4, 12, "d")), now);
    passes.held(Map.of(new WaitingRoomPasses.Holder(SALE, id(1)), 4L), now);
    passes.held(Map.of(new WaitingRoomPasses.Holder(SALE, id(1)), 9L), now);
    Instant soon = now.plusSeconds(1);
    assertThat(passes.figures(SALE, soon))
        .isEqualTo(new AdmissionFigures(10, 1, 0, 3, 0, 3, 1, 1, 4));
    Instant later = now.plus(Duration.ofMinutes(8));
    assertThat(passes.figures(SALE, later))
        .isEqualTo(new AdmissionFigures(14, 0, 0, 4, 14, 0, 4, 1, 4));
    assertThat(passes.figures(new SaleId("other"), soon))
        .isEqualTo(new AdmissionFigures(0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void oldPassesAreSwept() {
    passes.spend(List.of(pass(1, 1, "a")), START);
    assertThat(passes.sweep(START.plus(Duration.ofMinutes(59)))).isFalse();
    assertThat(passes.spend(List.of(pass(1, 1, "b")), AFTER)).containsExactly(false);
    assertThat(passes.sweep(START.plus(Duration.ofMinutes(61)))).isFalse();
    assertThat(passes.spend(List.of(pass(1, 1, "b")), AFTER)).containsExactly(true);
  }

  @Test
  void aDatabaseThatIsAwayIsSaid() {
    database.close();
    assertThatThrownBy(() -> rooms.latest(1)).isInstanceOf(ReadModelUnavailableException.class);
    assertThatThrownBy(() -> enter(BEFORE, 1)).isInstanceOf(ReadModelUnavailableException.class);
  }

  private Room room() {
    return rooms.latest(1).getFirst();
  }

  private Map<EntryId, Long> enter(Instant now, long... ids) {
    var wanted = new LinkedHashMap<EntryId, Hash>();
    for (long id : ids) wanted.put(id(id), new Hash("%032x".formatted(id)));
    return entries.enter(SALE, wanted, START, true, now);
  }

  private static Map.Entry<EntryId, Long> at(long id, long number) {
    return Map.entry(id(id), number);
  }

  private static EntryId id(long id) {
    return new EntryId(id * 0x9E3779B97F4A7C15L, id);
  }

  private static SpentPass pass(long id, long number, String request) {
    return new SpentPass(SALE, id(id), number, START.plusSeconds(120), request);
  }
}
