package id.kuota.http.edge.waitingroom;

import id.kuota.engine.sale.SaleView;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.engine.waitingroom.RoomPhase;
import id.kuota.persistence.waitingroom.Room;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A waiting room on the wire: equal for all, so that a client works out its own position.
 *
 * @param waiting people who are not let in yet
 * @param admittedPerMinute as measured in the last minute
 * @param refreshAfterSeconds when to ask again, and {@code jitterSeconds} at most more, by chance
 * @param draw what the order is drawn from; the seed is null until then
 */
record RoomJson(
    String sale,
    RoomPhase state,
    Instant startsAt,
    Instant entriesFrom,
    long entries,
    long admittedUpTo,
    long waiting,
    long admittedPerMinute,
    long refreshAfterSeconds,
    long jitterSeconds,
    Near near,
    @Nullable Message message,
    @Nullable String shopUrl,
    @Nullable Taken taken,
    Draw draw) {

  /** Those whose number is near ask more often. */
  record Near(long upTo, long refreshAfterSeconds) {}

  record Message(String id, String en) {}

  /** All units are taken, and may come back. */
  record Taken(long openHolds, @Nullable Instant nextDeadline) {}

  /** What the order is drawn from; see docs/waiting-room.md. */
  record Draw(
      String seedHash,
      @Nullable Long entries,
      @Nullable String merkleRoot,
      @Nullable String beacon,
      @Nullable String beaconSource,
      @Nullable String seed) {

    static Draw of(Room room) {
      Room.Freeze freeze = room.freeze().orElse(null);
      return new Draw(
          Hash.ofAll(room.seed().bytes()).hex(),
          freeze == null ? null : freeze.entries(),
          room.freeze().flatMap(Room.Freeze::seal).map(seal -> seal.root().hex()).orElse(null),
          room.beacon().map(Hash::hex).orElse(null),
          room.beacon().map(value -> room.beaconSource()).orElse(null),
          room.mix().map(drawn -> room.seed().hex()).orElse(null));
    }
  }

  private static final long NEAR_SECONDS = 1;
  private static final long NEAR_MIN = 100;
  private static final long REFRESH_MIN = 2;
  private static final long REFRESH_MAX = 15;
  private static final long REFRESH_EARLY = 30;
  private static final long REFRESH_AT_THE_END = 60;

  /** As many who wait make the pause one second longer. */
  private static final long CROWD = 50_000;

  static RoomJson of(RoomView view, SaleView sale, Instant entriesFrom, Instant now) {
    Room room = view.room();
    Room.Controls controls = room.controls();
    boolean isSilent = controls.messageId().isEmpty() && controls.messageEn().isEmpty();
    long refresh = refresh(view, sale.terms().opensAt(), now);
    long perMinute = room.found().map(Room.Found::perMinute).orElse(0L);
    return new RoomJson(
        room.sale().value(),
        view.phase(),
        sale.terms().opensAt(),
        entriesFrom,
        room.entries(),
        room.admittedUpTo(),
        view.waiting(),
        perMinute,
        refresh,
        (refresh + 1) / 2,
        new Near(room.admittedUpTo() + Math.max(NEAR_MIN, perMinute), NEAR_SECONDS),
        isSilent ? null : new Message(controls.messageId(), controls.messageEn()),
        controls.shopUrl().orElse(null),
        view.phase() == RoomPhase.ALL_TAKEN ? taken(room) : null,
        Draw.of(room));
  }

  private static @Nullable Taken taken(Room room) {
    return room.found()
        .map(found -> new Taken(found.openHolds(), found.nextDeadline().orElse(null)))
        .orElse(null);
  }

  private static long refresh(RoomView view, Instant startsAt, Instant now) {
    if (view.phase().isTheEnd()) return REFRESH_AT_THE_END;
    long left = Duration.between(now, startsAt).toSeconds();
    if (left > 0) return Math.clamp(left / 2, REFRESH_MIN, REFRESH_EARLY);
    return Math.clamp(REFRESH_MIN + view.waiting() / CROWD, REFRESH_MIN, REFRESH_MAX);
  }
}
